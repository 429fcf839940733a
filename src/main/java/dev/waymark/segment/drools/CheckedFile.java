package dev.waymark.segment.drools;

import dev.waymark.segment.PolicyDefinition;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.SignalDefinition;
import dev.waymark.segment.drools.Consequence.Raise;
import dev.waymark.support.DefinitionFile;
import java.util.List;
import java.util.Optional;

/** A rule file of which every character was found to be within the grammar. */
record CheckedFile(About about, List<SourceRule> rules) {

    /** Reads and checks a file by itself; empty if there are findings. */
    static Optional<CheckedFile> read(DefinitionFile file, FileFindings findings) {
        var kind = RuleKind.of(file.path());
        if (kind.isEmpty()) {
            findings.inFile("Expected a rule file in rules/segments, rules/signals or rules/policies, but it is in none"
                    + " of them. Move it.");
            return Optional.empty();
        }
        try {
            return readText(file, kind.get(), RuleText.of(file), findings);
        } catch (SyntaxRefusal refusal) {
            findings.at(refusal);
            return Optional.empty();
        }
    }

    private static Optional<CheckedFile> readText(
            DefinitionFile file, RuleKind kind, String text, FileFindings findings) {
        var rules = RuleFileReader.read(RuleLexer.tokensOf(text), kind, findings);
        if (rules.isEmpty()) {
            refuseEmpty(findings);
            return Optional.empty();
        }
        var about = new MetadataCheck(file, kind, findings).define(rules);
        if (findings.isEmpty()) {
            ParsedFormCheck.of(text, rules.size())
                    .ifPresent(but -> findings.inFile("Expected plain rules, but " + but + ". Simplify the file."));
        }
        return findings.isEmpty() ? Optional.of(new CheckedFile(about, rules)) : Optional.empty();
    }

    private static void refuseEmpty(FileFindings findings) {
        if (findings.isEmpty()) {
            findings.inFile("Expected at least one rule in the file, but there is none. Write one or delete the file.");
        }
    }

    /** The same rules, which stand in another file than they seem to. */
    CheckedFile writtenIn(String path) {
        return new CheckedFile(about.in(path), rules);
    }

    boolean is(RuleKind kind) {
        return about.kind() == kind;
    }

    /** The segment of a file that defines one. */
    SegmentDefinition segment() {
        return new SegmentDefinition(
                about.key(), about.title(), about.owner(), about.file(), about.description(), about.group());
    }

    /** The signal of a file that defines one. */
    SignalDefinition signal() {
        var raise = (Raise) rules.getFirst().consequence();
        return new SignalDefinition(
                about.key(),
                about.title(),
                about.owner(),
                about.file(),
                about.description(),
                raise.event().text());
    }

    /** The policy of a file that defines one. */
    PolicyDefinition policy() {
        return new PolicyDefinition(about.key(), about.title(), about.owner(), about.file(), about.description());
    }
}
