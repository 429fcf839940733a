package dev.waymark.segment.drools;

import dev.waymark.segment.SegmentDefinition;
import dev.waymark.support.DefinitionFile;
import java.util.List;
import java.util.Optional;

/** A rule file of which every character was found to be within the grammar. */
record CheckedFile(SegmentDefinition segment, List<SourceRule> rules) {

    /** Reads and checks a file by itself; empty if there are findings. */
    static Optional<CheckedFile> read(DefinitionFile file, FileFindings findings) {
        try {
            return readText(file, RuleText.of(file), findings);
        } catch (SyntaxRefusal refusal) {
            findings.at(refusal);
            return Optional.empty();
        }
    }

    private static Optional<CheckedFile> readText(DefinitionFile file, String text, FileFindings findings) {
        var rules = RuleFileReader.read(RuleLexer.tokensOf(text), findings);
        if (rules.isEmpty()) {
            refuseEmpty(findings);
            return Optional.empty();
        }
        var segment = new MetadataCheck(file, findings).define(rules);
        if (findings.isEmpty()) {
            ParsedFormCheck.of(text, rules.size())
                    .ifPresent(but -> findings.inFile("Expected plain rules, but " + but + ". Simplify the file."));
        }
        return findings.isEmpty() ? Optional.of(new CheckedFile(segment, rules)) : Optional.empty();
    }

    private static void refuseEmpty(FileFindings findings) {
        if (findings.isEmpty()) {
            findings.inFile("Expected at least one rule in the file, but there is none. Write one or delete the file.");
        }
    }
}
