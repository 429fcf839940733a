package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Comparison;
import dev.waymark.segment.drools.Expression.Joined;
import dev.waymark.segment.drools.Expression.Literal;
import dev.waymark.segment.drools.Expression.Negation;
import dev.waymark.segment.drools.FactType.Question;
import dev.waymark.segment.drools.SourceRule.Seen;
import dev.waymark.segment.drools.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what stands between the parentheses of a fact: questions, compared with literals, joined by signs.
 *
 * <p>A literal has no operators, an answer has no methods and nothing has a name: there is no way to reach anything but
 * the questions listed in {@link FactType}.
 */
final class ConstraintReader {

    static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> END_OF_TERM = Set.of(",", ")", "&&", "||");
    private static final int MAX_QUESTIONS = 50;

    private final TokenCursor cursor;
    private final FileFindings findings;
    private final Nesting nesting = new Nesting();
    private final Set<String> events = new LinkedHashSet<>();
    private final Set<String> traits = new LinkedHashSet<>();
    private final Set<Call> calls = new LinkedHashSet<>();
    private int questions;

    ConstraintReader(TokenCursor cursor, FileFindings findings) {
        this.cursor = cursor;
        this.findings = findings;
    }

    List<Expression> readAll(FactType fact) {
        var constraints = new ArrayList<Expression>();
        do {
            constraints.add(readAnyOf(fact));
        } while (cursor.takeIf(","));
        return List.copyOf(constraints);
    }

    Seen seen() {
        return new Seen(Set.copyOf(events), Set.copyOf(traits), Set.copyOf(calls));
    }

    private Expression readAnyOf(FactType fact) {
        return readJoined("||", () -> readJoined("&&", () -> readTerm(fact)));
    }

    private Expression readJoined(String sign, Supplier<Expression> term) {
        var terms = new ArrayList<Expression>();
        do {
            terms.add(term.get());
        } while (cursor.takeIf(sign));
        return terms.size() == 1 ? terms.getFirst() : new Joined(sign, List.copyOf(terms));
    }

    private Expression readTerm(FactType fact) {
        if (cursor.current().is("!")) {
            return nesting.inside(cursor.take(), () -> new Negation(readTerm(fact)));
        }
        if (cursor.current().is("(")) {
            return nesting.inside(cursor.take(), () -> readParenthesised(fact));
        }
        return readQuestion(fact);
    }

    private Expression readParenthesised(FactType fact) {
        var inner = readAnyOf(fact);
        cursor.take(")", "Close the parenthesis.");
        return inner;
    }

    private Expression readQuestion(FactType fact) {
        var place = cursor.current();
        var call = readCall(fact);
        if (cursor.current().kind() == Kind.SIGN
                && COMPARISONS.contains(cursor.current().text())) {
            return readComparison(fact, call);
        }
        if (call.question().answer() != ValueKind.FLAG && isAtEndOfTerm()) {
            findings.at(
                    place,
                    "Expected a question answered by yes or no, but `"
                            + call.question().name() + "` is "
                            + call.question().answer().inWords() + ". Compare it, for example with ==.");
        }
        return call;
    }

    private boolean isAtEndOfTerm() {
        return END_OF_TERM.stream().anyMatch(cursor.current()::is);
    }

    private Comparison readComparison(FactType fact, Call left) {
        var sign = cursor.take();
        var place = cursor.current();
        var right = isAtQuestion(fact) ? readCall(fact) : readLiteral();
        var answer = left.question().answer();
        if (kindOf(right) != answer) {
            findings.at(
                    place,
                    "Expected " + answer.inWords() + " to compare `"
                            + left.question().name() + "` with, but found "
                            + kindOf(right).inWords() + ". Compare like with like.");
        } else if (!answer.allows(sign.text())) {
            findings.at(
                    sign,
                    "Expected == or != between values that are " + answer.inWords() + ", but found " + sign.quoted()
                            + ". Only numbers have an order.");
        }
        return new Comparison(left, sign.text(), right);
    }

    private boolean isAtQuestion(FactType fact) {
        var word = cursor.current();
        return word.kind() == Kind.WORD
                && (cursor.next().is("(") || fact.question(word.text()).isPresent());
    }

    private static ValueKind kindOf(Expression right) {
        return switch (right) {
            case Literal literal -> literal.kind();
            case Call call -> call.question().answer();
            default -> ValueKind.FLAG;
        };
    }

    private Call readCall(FactType fact) {
        var word = cursor.current();
        var question = fact.question(word.kind() == Kind.WORD ? word.text() : "")
                .orElseThrow(() -> cursor.refusal("a question to `" + fact.word() + "`", whatElse(fact, word)));
        refuseTooMany(cursor.take());
        var arguments = readArguments(question);
        checkArguments(word, question, arguments);
        var call = new Call(question, arguments);
        calls.add(call);
        return call;
    }

    private static String whatElse(FactType fact, Token word) {
        var others = FactType.asked(word.text());
        return others.isEmpty()
                ? "It knows " + fact.questionNames() + "."
                : "That is asked of `" + others.getFirst().word() + "`.";
    }

    /** A question that takes nothing is a word like {@code count}; its parentheses may be left out. */
    private List<Literal> readArguments(Question question) {
        if (question.arguments().isEmpty() && !cursor.current().is("(")) {
            return List.of();
        }
        cursor.take("(", "A question reads " + question.name() + "( ... ).");
        var arguments = cursor.current().is(")") ? List.<Literal>of() : readLiterals();
        cursor.take(")", "Close the parenthesis of `" + question.name() + "`; its values are joined by `,`.");
        return arguments;
    }

    private void refuseTooMany(Token word) {
        if (++questions > MAX_QUESTIONS) {
            throw new SyntaxRefusal(
                    word,
                    "Expected at most " + MAX_QUESTIONS + " questions in a rule, but there are more. Split the rule.");
        }
    }

    private void checkArguments(Token word, Question question, List<Literal> arguments) {
        if (arguments.size() != question.arguments().size()) {
            findings.at(
                    word,
                    "Expected `" + question.name() + "` with "
                            + question.arguments().size() + " values in parentheses, but found " + arguments.size()
                            + ". Give " + inWords(question) + ".");
            return;
        }
        for (int i = 0; i < arguments.size(); i++) {
            checkArgument(word, question.arguments().get(i), arguments.get(i));
        }
    }

    private void checkArgument(Token word, Argument argument, Literal literal) {
        if (!argument.accepts(literal)) {
            findings.at(
                    word,
                    "Expected " + argument.inWords() + " in `" + word.text() + "`, but found "
                            + DrlPrinter.literal(literal) + ". Change it.");
        } else if (argument == Argument.EVENT) {
            events.add(literal.text());
        } else if (argument == Argument.TRAIT) {
            traits.add(literal.text());
        }
    }

    private static String inWords(Question question) {
        return String.join(
                " and ", question.arguments().stream().map(Argument::inWords).toList());
    }

    private List<Literal> readLiterals() {
        var literals = new ArrayList<Literal>();
        do {
            literals.add(readLiteral());
        } while (cursor.takeIf(","));
        return List.copyOf(literals);
    }

    private Literal readLiteral() {
        var isNegative = cursor.takeIf("-");
        var token = cursor.current();
        if (token.kind() == Kind.NUMBER) {
            return readNumber(isNegative);
        }
        if (!isNegative && token.kind() == Kind.TEXT) {
            return new Literal(ValueKind.TEXT, cursor.take().text());
        }
        if (!isNegative && (token.is("true") || token.is("false"))) {
            return new Literal(ValueKind.FLAG, cursor.take().text());
        }
        throw cursor.refusal("a text in double quotes, a number, true or false", "Write the value itself.");
    }

    private Literal readNumber(boolean isNegative) {
        var number = cursor.take();
        if (!number.text().matches("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?")) {
            throw new SyntaxRefusal(
                    number,
                    "Expected a number such as 24 or 2.5 below a thousand million, but found " + number.quoted()
                            + ". Change it.");
        }
        return new Literal(ValueKind.NUMBER, (isNegative ? "-" : "") + number.text());
    }
}
