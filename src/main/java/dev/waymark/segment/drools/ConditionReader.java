package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Condition.AllOf;
import dev.waymark.segment.drools.Condition.AnyOf;
import dev.waymark.segment.drools.Condition.Pattern;
import dev.waymark.segment.drools.Condition.Quantified;
import dev.waymark.segment.drools.SourceRule.Seen;
import dev.waymark.segment.drools.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands between {@code when} and {@code then}: facts, joined by and, or, not, exists and parentheses. */
final class ConditionReader {

    /** Drools joins them one to the next, asked or not. */
    private static final int MAX_FACTS = 50;

    private final TokenCursor cursor;
    private final ConstraintReader constraints;
    private final Nesting nesting = new Nesting();
    private int facts;

    ConditionReader(TokenCursor cursor, FileFindings findings) {
        this.cursor = cursor;
        this.constraints = new ConstraintReader(cursor, findings);
    }

    AllOf readUntilThen() {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(readAnyOf());
        } while (!cursor.current().is("then") && !cursor.isAtEnd());
        return new AllOf(List.copyOf(parts));
    }

    Seen seen() {
        return constraints.seen();
    }

    private Condition readAnyOf() {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(readAllOf());
        } while (cursor.takeIf("or"));
        return parts.size() == 1 ? parts.getFirst() : new AnyOf(List.copyOf(parts));
    }

    private Condition readAllOf() {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(readOne());
        } while (cursor.takeIf("and"));
        return parts.size() == 1 ? parts.getFirst() : new AllOf(List.copyOf(parts));
    }

    private Condition readOne() {
        if (cursor.current().is("not") || cursor.current().is("exists")) {
            return new Quantified(cursor.take().text(), readQuantifiedPattern());
        }
        if (!cursor.current().is("(")) {
            return readPattern();
        }
        return nesting.inside(cursor.take(), () -> {
            var condition = readAnyOf();
            cursor.take(")", "Close the parenthesis.");
            return condition;
        });
    }

    private Pattern readQuantifiedPattern() {
        if (!cursor.takeIf("(")) {
            return readPattern();
        }
        var pattern = readPattern();
        cursor.take(")", "`not` and `exists` take one fact each.");
        return pattern;
    }

    private Pattern readPattern() {
        skipName();
        var word = cursor.current();
        var fact = FactType.named(word.kind() == Kind.WORD ? word.text() : "")
                .orElseThrow(() -> cursor.refusal(
                        "a condition on " + FactType.allWords(), "A condition reads: Profile( did(\"Event Name\") )"));
        refuseTooMany(cursor.take());
        cursor.take("(", "A condition reads: Profile( did(\"Event Name\") )");
        var read = cursor.current().is(")") ? List.<Expression>of() : constraints.readAll(fact);
        cursor.take(
                ")",
                "Questions to a fact are compared by `==` and the like, joined by `,`, `&&` or `||`,"
                        + " and end with `)`.");
        return new Pattern(fact, read, word.line());
    }

    private void refuseTooMany(Token word) {
        if (++facts > MAX_FACTS) {
            throw new SyntaxRefusal(
                    word,
                    "Expected at most " + MAX_FACTS
                            + " facts in a rule, but there are more. Ask a fact several questions"
                            + " between its parentheses, or split the rule.");
        }
    }

    // Analysts who know DRL write $profile : Profile( ... ). It does no harm and nothing can refer to it.
    private void skipName() {
        var isName =
                cursor.current().kind() == Kind.WORD && cursor.current().text().startsWith("$");
        if (isName && cursor.next().is(":")) {
            cursor.take();
            cursor.take();
        }
    }
}
