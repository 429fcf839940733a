package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Consequence.Raise;
import dev.waymark.support.DefinitionFile;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the rules of a file say about their file against the file's name and against each other.
 *
 * <p>The first rule speaks for the file; later ones need only its key and may not contradict.
 */
final class MetadataCheck {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MAX_KEY = 64;

    private final DefinitionFile file;
    private final RuleKind kind;
    private final FileFindings findings;

    MetadataCheck(DefinitionFile file, RuleKind kind, FileFindings findings) {
        this.file = file;
        this.kind = kind;
        this.findings = findings;
    }

    static boolean isKey(String text) {
        return text.length() <= MAX_KEY && KEBAB_CASE.matcher(text).matches();
    }

    About define(List<SourceRule> rules) {
        checkKey();
        rules.forEach(this::checkKeyOf);
        rules.forEach(this::checkReview);
        rules.forEach(this::checkGroup);
        checkEvents(rules);
        return new About(
                kind,
                file.key(),
                wordOf("title", rules),
                wordOf("owner", rules),
                Objects.requireNonNullElse(optionalWordOf("description", rules), ""),
                optionalWordOf("group", rules),
                file.path());
    }

    private void checkKey() {
        if (!isKey(file.key())) {
            findings.inFile("Expected a file name in kebab-case such as new-signups.drl, at most " + MAX_KEY
                    + " characters, but it is `" + file.key() + "`. Rename the file and its @" + kind.word() + ".");
        }
    }

    private void checkKeyOf(SourceRule rule) {
        var word = "@" + kind.word();
        var key = rule.metadata().get(kind.word());
        if (key == null) {
            findings.at(
                    rule.name(),
                    "Expected " + word + "(\"" + file.key()
                            + "\") on the rule, but it has none. Add it below the name.");
        } else if (!key.text().equals(file.key())) {
            findings.at(
                    key,
                    "Expected " + word + " to be the file's name \"" + file.key() + "\", but found " + key.quoted()
                            + ". Change one of them.");
        }
    }

    private void checkGroup(SourceRule rule) {
        var group = rule.metadata().get("group");
        if (group != null && !isKey(group.text())) {
            findings.at(
                    group, "Expected @group with a key such as \"rfm\", but found " + group.quoted() + ". Change it.");
        }
    }

    /** A signal is one event: while it is on by one rule, another one cannot begin. */
    private void checkEvents(List<SourceRule> rules) {
        var events = rules.stream()
                .flatMap(rule -> rule.consequence() instanceof Raise(var event, var reason)
                        ? Stream.of(event)
                        : Stream.<Token>empty())
                .toList();
        events.stream()
                .filter(event -> !event.text().equals(events.getFirst().text()))
                .forEach(event -> findings.at(
                        event,
                        "Expected the event of the first rule, \""
                                + events.getFirst().text() + "\", but found " + event.quoted()
                                + ". Write another file for another event."));
    }

    private void checkReview(SourceRule rule) {
        var review = rule.metadata().get("review");
        if (review != null && !isDate(review.text())) {
            findings.at(
                    review,
                    "Expected @review with a date such as \"2027-06-01\", but found " + review.quoted()
                            + ". Change it.");
        }
    }

    private String wordOf(String name, List<SourceRule> rules) {
        var first = rules.getFirst();
        var word = first.metadata().get(name);
        if (word == null) {
            refuseMissing(name, first);
            return "";
        }
        refuseOthers(name, word, rules);
        return word.text();
    }

    private @Nullable String optionalWordOf(String name, List<SourceRule> rules) {
        var word = rules.getFirst().metadata().get(name);
        refuseOthers(name, word, rules);
        return word == null ? null : word.text();
    }

    private void refuseOthers(String name, @Nullable Token first, List<SourceRule> rules) {
        var expected = first == null ? "none" : '"' + first.text() + '"';
        rules.stream()
                .map(rule -> rule.metadata().get(name))
                .filter(Objects::nonNull)
                .filter(other -> first == null || !other.text().equals(first.text()))
                .forEach(other -> findings.at(
                        other,
                        "Expected the @" + name + " of the first rule, " + expected + ", but found " + other.quoted()
                                + ". Say it once, on the first rule."));
    }

    private void refuseMissing(String name, SourceRule first) {
        if (!findings.hasUnreadRule()) {
            findings.at(
                    first.name(),
                    "Expected @" + name
                            + "(\"...\") on the first rule of a file, but it has none. Add it below the name.");
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
