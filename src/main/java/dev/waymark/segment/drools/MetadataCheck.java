package dev.waymark.segment.drools;

import dev.waymark.segment.SegmentDefinition;
import dev.waymark.support.DefinitionFile;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Holds what the rules of a file say about their segment against the file's name and against each other.
 *
 * <p>The first rule speaks for the segment; later ones need only {@code @segment} and may not contradict.
 */
final class MetadataCheck {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MAX_KEY = 64;

    private final DefinitionFile file;
    private final FileFindings findings;

    MetadataCheck(DefinitionFile file, FileFindings findings) {
        this.file = file;
        this.findings = findings;
    }

    SegmentDefinition define(List<SourceRule> rules) {
        checkKey();
        rules.forEach(this::checkSegment);
        rules.forEach(this::checkReview);
        return new SegmentDefinition(file.key(), wordOf("title", rules), wordOf("owner", rules), file.path());
    }

    private void checkKey() {
        if (!KEBAB_CASE.matcher(file.key()).matches() || file.key().length() > MAX_KEY) {
            findings.inFile("Expected a file name in kebab-case such as new-signups.drl, at most " + MAX_KEY
                    + " characters, but it is `" + file.key() + "`. Rename the file and its @segment.");
        }
    }

    private void checkSegment(SourceRule rule) {
        var segment = rule.metadata().get("segment");
        if (segment == null) {
            findings.at(
                    rule.name(),
                    "Expected @segment(\"" + file.key() + "\") on the rule, but it has none. Add it below the name.");
        } else if (!segment.text().equals(file.key())) {
            findings.at(
                    segment,
                    "Expected @segment to be the file's name \"" + file.key() + "\", but found " + segment.quoted()
                            + ". Change one of them.");
        }
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
        rules.stream()
                .map(rule -> rule.metadata().get(name))
                .filter(Objects::nonNull)
                .filter(other -> !other.text().equals(word.text()))
                .forEach(other -> findings.at(
                        other,
                        "Expected the @" + name + " of the first rule, \"" + word.text() + "\", but found "
                                + other.quoted() + ". Say it once."));
        return word.text();
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
