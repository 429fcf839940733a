package dev.waymark.template;

import dev.waymark.support.Finding;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nothing a person would miss: every locale has every part, every parameter is used and has words to fall back on. */
final class CompletenessRules {

    /** Channels whose messages begin with a title, and what is said where there is none. */
    private static final Map<String, String> TITLED =
            Map.of("email", "as every mail needs a subject", "push", "as every push message needs a title");

    private final TemplateMeta meta;
    private final String metaPath;
    private final Findings findings;

    CompletenessRules(TemplateMeta meta, String metaPath, Findings findings) {
        this.meta = meta;
        this.metaPath = metaPath;
        this.findings = findings;
    }

    void check(Set<PartName> parts, Set<String> usedParameters) {
        if (parts.isEmpty()) {
            find("Expected at least one text such as en/email/body.txt, but there is none. Write it.");
            return;
        }
        var locales = parts.stream().map(PartName::locale).collect(Collectors.toCollection(TreeSet::new));
        everyLocaleHasEveryPart(parts, locales);
        everyMessageWithATitleHasASubject(parts);
        everyMessageHasABody(parts);
        onlyApprovedWordsAreApproved(parts);
        everyParameterIsUsed(usedParameters);
        everyTraitHasAFallback(locales);
    }

    private void everyLocaleHasEveryPart(Set<PartName> parts, Set<String> locales) {
        for (var part : new TreeSet<>(parts)) {
            for (var locale : locales) {
                var same = new PartName(locale, part.channel(), part.file());
                if (!parts.contains(same)) {
                    missing(same, "as " + part.locale() + " has it");
                }
            }
        }
    }

    private void everyMessageWithATitleHasASubject(Set<PartName> parts) {
        parts.stream()
                .filter(part -> TITLED.containsKey(part.channel()))
                .map(part -> new PartName(part.locale(), part.channel(), PartName.SUBJECT))
                .filter(subject -> !parts.contains(subject))
                .distinct()
                .forEach(subject -> missing(subject, TITLED.get(subject.channel())));
    }

    /** Where a provider takes nothing but words that it has approved, and nowhere else. */
    private void onlyApprovedWordsAreApproved(Set<PartName> parts) {
        for (var part : new TreeSet<>(parts)) {
            var approval = new PartName(part.locale(), part.channel(), PartName.APPROVED);
            if (part.channel().equals("whatsapp")) {
                if (!parts.contains(approval)) {
                    missing(approval, "as WhatsApp takes approved templates only");
                }
                if (!parts.contains(part.text())) {
                    missing(part.text(), "as people are to see what was approved");
                }
            } else if (part.isApproval()) {
                findings.add(Finding.inFile(
                        metaPath.substring(0, metaPath.lastIndexOf('/') + 1) + part.path(),
                        "Expected approved words for whatsapp only, but this is for " + part.channel()
                                + ". Remove it."));
            }
        }
    }

    private void everyMessageHasABody(Set<PartName> parts) {
        parts.stream()
                .map(part -> new PartName(part.locale(), part.channel(), PartName.TEXT))
                .distinct()
                .filter(text -> !parts.contains(text))
                .filter(text -> !parts.contains(new PartName(text.locale(), text.channel(), PartName.HTML)))
                .forEach(text -> missing(text, "as every message needs a body"));
    }

    private void everyParameterIsUsed(Set<String> usedParameters) {
        meta.parameters().stream()
                .map(Parameter::name)
                .filter(name -> !usedParameters.contains(name))
                .forEach(name -> find(
                        "Expected each parameter to be used in a text, but " + name + " is not. Use it or remove it."));
    }

    private void everyTraitHasAFallback(Set<String> locales) {
        for (var parameter : meta.parameters()) {
            for (var locale : locales) {
                if ((parameter.isTrait() || parameter.isReason())
                        && parameter.fallback(locale).isEmpty()) {
                    find("Expected a fallback for " + parameter.name() + " in " + locale
                            + ", as a person may lack the " + (parameter.isTrait() ? "trait" : "reason")
                            + ", but there is none. Add fallback: {" + locale
                            + ": ...}.");
                }
            }
        }
    }

    private void missing(PartName part, String reason) {
        var path = metaPath.substring(0, metaPath.lastIndexOf('/') + 1) + part.path();
        var finding = Finding.inFile(path, "Expected this file, " + reason + ", but it is missing. Write it.");
        if (!findings.hasAnyIn(path)) {
            findings.add(finding);
        }
    }

    private void find(String sentence) {
        findings.add(Finding.inFile(metaPath, sentence));
    }
}
