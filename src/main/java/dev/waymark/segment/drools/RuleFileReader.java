package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Condition.AllOf;
import dev.waymark.segment.drools.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rules of a file: {@code rule "name" @word("text") ... when conditions then consequence end}.
 *
 * <p>This grammar is the positive list of promise P-S1: whatever it has no place for is refused, known or not.
 */
final class RuleFileReader {

    static final int MAX_TEXT = 200;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_ALTERNATIVES = 32;

    /** So many take Drools some tens of milliseconds about one person, whatever the person is like. */
    private static final int MAX_JOINS = 2_000;

    private final TokenCursor cursor;
    private final RuleKind kind;
    private final FileFindings findings;
    private long joins;

    private RuleFileReader(TokenCursor cursor, RuleKind kind, FileFindings findings) {
        this.cursor = cursor;
        this.kind = kind;
        this.findings = findings;
    }

    static List<SourceRule> read(List<Token> tokens, RuleKind kind, FileFindings findings) {
        return new RuleFileReader(new TokenCursor(tokens), kind, findings).readAll();
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
        cursor.take("rule", "A rule file holds rules only. " + kind.form());
        var name = cursor.takeText("the rule's name", kind.form());
        findings.requireShort(name, "a rule's name", MAX_TEXT);
        var metadata = readMetadata();
        cursor.take("when", kind.form());
        var conditions = new ConditionReader(cursor, findings);
        var condition = conditions.readUntilThen();
        requireFewAlternatives(name, condition);
        requireFewJoins(name, condition);
        cursor.take("then", kind.form());
        var consequence = new ConsequenceReader(cursor, kind, findings).read();
        cursor.take("end", "After `then` a rule may only say " + kind.consequence() + " once.");
        return new SourceRule(name, metadata, condition, conditions.seen(), consequence);
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
        if (!kind.knows(word.text())) {
            findings.at(
                    word,
                    "Expected one of " + kind.metadataInWords() + ", but found `@" + word.text() + "`. Delete it.");
        } else if (metadata.put(word.text(), value) != null) {
            findings.at(word, "Expected @" + word.text() + " once in a rule, but it comes again. Keep one.");
        }
        findings.requireShort(value, "@" + word.text(), word.is("description") ? MAX_DESCRIPTION : MAX_TEXT);
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

    private void requireFewJoins(Token name, AllOf condition) {
        var before = joins;
        joins += condition.joins();
        if (before <= MAX_JOINS && joins > MAX_JOINS) {
            findings.at(
                    name,
                    "Expected rules that name at most " + MAX_JOINS
                            + " facts in a file, each counted once for every way"
                            + " for its rule to hold, but with this rule there are more. Use || between the parentheses"
                            + " of one fact, or split the file.");
        }
    }
}
