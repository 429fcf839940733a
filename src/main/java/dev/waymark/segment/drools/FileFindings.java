package dev.waymark.segment.drools;

import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects the findings of one rule file, so that its author sees them all at once. */
final class FileFindings {

    private final String file;
    private final List<Finding> findings = new ArrayList<>();
    private boolean hasUnreadRule;

    FileFindings(String file) {
        this.file = file;
    }

    void at(Token token, String sentence) {
        findings.add(Finding.atLine(file, token.line(), token.column(), sentence));
    }

    void at(SyntaxRefusal refusal) {
        hasUnreadRule = true;
        findings.add(Finding.atLine(file, refusal.line(), refusal.column(), refusal.sentence()));
    }

    void requireShort(Token text, String what, int max) {
        if (text.text().isBlank() || text.text().length() > max) {
            at(
                    text,
                    "Expected " + what + " of 1 to " + max + " characters, but it has "
                            + text.text().strip().length() + ". Change it.");
        }
    }

    void inFile(String sentence) {
        findings.add(Finding.inFile(file, sentence));
    }

    /** True if a rule could not be read to its end, so that the rules read are not all there are. */
    boolean hasUnreadRule() {
        return hasUnreadRule;
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    List<Finding> asList() {
        return List.copyOf(findings);
    }
}
