package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the files of one template: what they say, what they refer to, and whether the journeys that show the template
 * still find in it what they need. Thread-safe.
 */
@ApplicationScoped
class TemplateChecking {

    private static final String EMAIL = "email";

    private final TemplateReader reader = new TemplateReader();
    private final List<KeyCatalogue> catalogues;
    private final TemplateUses uses;

    TemplateChecking(@All List<KeyCatalogue> catalogues, TemplateUses uses) {
        this.catalogues = catalogues;
        this.uses = uses;
    }

    /** As before it may become live. */
    TemplateCheck check(String key, List<DefinitionFile> files) {
        return switch (reader.check(files)) {
            case TemplateCheck.Refused refused -> refused;
            case TemplateCheck.Accepted accepted -> {
                var findings = linked(accepted.templates().find(key).orElseThrow());
                yield findings.isEmpty() ? accepted : new TemplateCheck.Refused(findings, false);
            }
        };
    }

    /** Only what the files say: of a version that was published, whatever has gone since. */
    TemplateCheck read(List<DefinitionFile> files) {
        return reader.check(files);
    }

    private List<Finding> linked(Template template) {
        var findings = new ArrayList<Finding>();
        unknownOffer(template).ifPresent(findings::add);
        wordlessWithoutCode(template).ifPresent(findings::add);
        var shown = uses.of(template.key());
        shown.stream().flatMap(use -> unwritten(template, use)).forEach(findings::add);
        shown.stream().flatMap(use -> withoutWayOut(template, use)).forEach(findings::add);
        return findings;
    }

    private static Stream<Finding> unwritten(Template template, TemplateUses.Use use) {
        return template.locales(use.channel()).isEmpty()
                ? Stream.of(Finding.inFile(
                        metaOf(template),
                        "Expected parts for " + use.channel() + ", as " + use.place()
                                + " shows this template there, but there are none. Write them, or change the journey"
                                + " first and archive that version."))
                : Stream.empty();
    }

    /** What was asked of the template when the journey was published is asked of every later version of it. */
    private Stream<Finding> withoutWayOut(Template template, TemplateUses.Use use) {
        return use.channel().equals(EMAIL)
                        && !template.locales(EMAIL).isEmpty()
                        && !template.saysHowToUnsubscribe(EMAIL)
                        && keys(KeyCatalogue.Kind.REFUSABLE_TOPIC).contains(use.topic())
                ? Stream.of(Finding.inFile(
                        metaOf(template),
                        "Expected each mail to say how to unsubscribe, as " + use.place()
                                + " sends it about " + use.topic() + ", which can be refused, but one does not. Declare"
                                + " unsubscribe: {from: message.unsubscribe} and link to it, or change the journey"
                                + " first and archive that version."))
                : Stream.empty();
    }

    /** A finding where the template names an offer that is not there. */
    Optional<Finding> unknownOffer(Template template) {
        var offers = keys(KeyCatalogue.Kind.OFFER);
        return Optional.ofNullable(template.offer())
                .filter(offer -> !offers.contains(offer))
                .map(offer -> Finding.inFile(
                        metaOf(template), KeyCatalogue.unknown("offer of bpmn/offers.yaml", offer, offers)));
    }

    private static String metaOf(Template template) {
        return TemplateTexts.folder(template.key()) + "meta.yaml";
    }

    /** A finding where the template may be sent without a code, and has no other words for it. */
    Optional<Finding> wordlessWithoutCode(Template template) {
        return Optional.ofNullable(template.offer())
                .filter(keys(KeyCatalogue.Kind.OFFER_WITHOUT_CODE)::contains)
                .filter(offer -> !template.canGoWithoutCode())
                .map(offer -> Finding.inFile(
                        metaOf(template),
                        "Expected words to fall back on where there is no code, as the offer " + offer
                                + " says whenEmpty: without, but there are none. Add a fallback to the parameter from"
                                + " offer.code in each locale."));
    }

    private Set<String> keys(KeyCatalogue.Kind kind) {
        return catalogues.stream()
                .filter(catalogue -> catalogue.kind() == kind)
                .flatMap(catalogue -> catalogue.keys().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
