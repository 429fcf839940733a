package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Condition.AllOf;
import dev.waymark.segment.drools.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the rules of a file: {@code rule "name" @word("text") ... when conditions then segment.add("reason"); end}.
 *
 * <p>This grammar is the positive list of promise P-S1: whatever it has no place for is refused, known or not.
 */
final class RuleFileReader {

    private static final Set<String> METADATA = Set.of("segment", "title", "owner", "review");
    private static final int MAX_ALTERNATIVES = 32;
    private static final int MAX_TEXT = 200;
    private static final String FORM =
            "A rule reads: rule \"name\" @segment(\"key\") when Profile( ... ) then segment.add(\"reason\"); end";

    private final TokenCursor cursor;
    private final FileFindings findings;

    private RuleFileReader(TokenCursor cursor, FileFindings findings) {
        this.cursor = cursor;
        this.findings = findings;
    }

    static List<SourceRule> read(List<Token> tokens, FileFindings findings) {
        return new RuleFileReader(new TokenCursor(tokens), findings).readAll();
    }

    private List<SourceRule> readAll() {
        var rules = new ArrayList<SourceRule>();
        while (!cursor.isAtEnd()) {
            try {
                rules.add(readRule());
            } catch (SyntaxRefusal refusal) {
                findings.at(refusal);
                skipToNextRule();
            }
        }
        return List.copyOf(rules);
    }

    private void skipToNextRule() {
        do {
            cursor.take();
        } while (!cursor.isAtEnd() && !isAtRule());
    }

    private boolean isAtRule() {
        return cursor.current().is("rule") && cursor.next().kind() == Kind.TEXT;
    }

    private SourceRule readRule() {
        cursor.take("rule", "A rule file holds rules only. " + FORM);
        var name = cursor.takeText("the rule's name", FORM);
        requireShort(name, "a rule's name");
        var metadata = readMetadata();
        cursor.take("when", FORM);
        var conditions = new ConditionReader(cursor, findings);
        var condition = conditions.readUntilThen();
        requireFewAlternatives(name, condition);
        cursor.take("then", FORM);
        var reason = readConsequence();
        cursor.take("end", "After `then` a rule may only say segment.add(\"reason\"); once.");
        return new SourceRule(name, metadata, condition, conditions.seen(), reason);
    }

    private Map<String, Token> readMetadata() {
        var metadata = new LinkedHashMap<String, Token>();
        while (cursor.takeIf("@")) {
            var word = cursor.take();
            cursor.take("(", "Metadata reads @title(\"text\").");
            var value = cursor.takeText("a text", "Metadata reads @title(\"text\").");
            cursor.take(")", "Metadata reads @title(\"text\").");
            keep(metadata, word, value);
        }
        return metadata;
    }

    private void keep(Map<String, Token> metadata, Token word, Token value) {
        if (!METADATA.contains(word.text())) {
            findings.at(
                    word, "Expected @segment, @title, @owner or @review, but found `@" + word.text() + "`. Delete it.");
        } else if (metadata.put(word.text(), value) != null) {
            findings.at(word, "Expected @" + word.text() + " once in a rule, but it comes again. Keep one.");
        }
        requireShort(value, "@" + word.text());
    }

    private String readConsequence() {
        for (var part : List.of("segment", ".", "add", "(")) {
            cursor.take(part, "After `then` a rule says segment.add(\"reason\"); and nothing else.");
        }
        var reason = cursor.takeText("the reason", "Say in words why the profile belongs to the segment.");
        requireShort(reason, "a reason");
        cursor.take(")", "The reason is one plain text.");
        cursor.take(";", "After `then` a rule says segment.add(\"reason\"); and nothing else.");
        return reason.text();
    }

    private void requireShort(Token text, String what) {
        if (text.text().isBlank() || text.text().length() > MAX_TEXT) {
            findings.at(
                    text,
                    "Expected " + what + " of 1 to " + MAX_TEXT + " characters, but it has "
                            + text.text().strip().length() + ". Change it.");
        }
    }

    private void requireFewAlternatives(Token name, AllOf condition) {
        if (condition.alternatives() > MAX_ALTERNATIVES) {
            findings.at(
                    name,
                    "Expected at most " + MAX_ALTERNATIVES + " ways for a rule to hold, but its `or` make "
                            + condition.alternatives()
                            + ". Use || between the parentheses of one fact, or split the rule.");
        }
    }
}
