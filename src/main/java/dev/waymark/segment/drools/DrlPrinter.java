package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Condition.AllOf;
import dev.waymark.segment.drools.Condition.AnyOf;
import dev.waymark.segment.drools.Condition.Pattern;
import dev.waymark.segment.drools.Condition.Quantified;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Comparison;
import dev.waymark.segment.drools.Expression.Joined;
import dev.waymark.segment.drools.Expression.Literal;
import dev.waymark.segment.drools.Expression.Negation;
import dev.waymark.segment.fact.Conclusions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints checked rules as the DRL that Drools compiles.
 *
 * <p>Rules and facts stand on the lines they have in the analyst's file, so that a line the compiler names is right
 * there too. Package, imports, global and dialect come before them on line 1.
 */
final class DrlPrinter {

    private final StringBuilder drl = new StringBuilder();
    private int line = 1;

    private DrlPrinter() {}

    /** Prints the rules of one file; the number of its first rule tells conclusions apart. */
    static String print(String packageName, int firstNumber, List<SourceRule> rules) {
        var printer = new DrlPrinter();
        printer.drl.append(preamble(packageName));
        for (int i = 0; i < rules.size(); i++) {
            printer.printRule(firstNumber + i, rules.get(i));
        }
        return printer.drl.toString();
    }

    static String literal(Literal literal) {
        return literal.kind() == ValueKind.TEXT ? '"' + literal.text() + '"' : literal.text();
    }

    private static String preamble(String packageName) {
        var imports = Arrays.stream(FactType.values())
                .map(type -> "import " + type.javaType().getName() + "; ")
                .collect(Collectors.joining());
        return "package " + packageName + "; " + imports + "global " + Conclusions.class.getName()
                + " segment; dialect \"java\" ";
    }

    private void printRule(int number, SourceRule rule) {
        moveTo(rule.name().line());
        drl.append("rule \"").append(number).append("\" when ");
        printParts(rule.condition().parts(), " ");
        drl.append("then segment.add(").append(number).append("); end ");
    }

    private void print(Condition condition) {
        switch (condition) {
            case Pattern pattern -> print(pattern);
            case Quantified(var quantifier, var pattern) -> {
                drl.append(quantifier).append(' ');
                print(pattern);
            }
            case AllOf(var parts) -> printInParentheses(parts, " and ");
            case AnyOf(var parts) -> printInParentheses(parts, " or ");
        }
    }

    private void printInParentheses(List<Condition> parts, String separator) {
        drl.append("( ");
        printParts(parts, separator);
        drl.append(") ");
    }

    private void printParts(List<Condition> parts, String separator) {
        for (int i = 0; i < parts.size(); i++) {
            drl.append(i == 0 ? "" : separator);
            print(parts.get(i));
        }
    }

    private void print(Pattern pattern) {
        moveTo(pattern.line());
        drl.append(pattern.fact().word()).append("( ").append(joined(pattern.constraints(), ", ", DrlPrinter::text));
        drl.append(" ) ");
    }

    static String text(Expression expression) {
        return switch (expression) {
            case Literal literal -> literal(literal);
            case Call(var question, var arguments) ->
                question.name() + '(' + joined(arguments, ", ", DrlPrinter::literal) + ')';
            case Comparison(var left, var comparison, var right) -> text(left) + ' ' + comparison + ' ' + text(right);
            // with a !, Drools takes it for an equation and throws where files are joined that deny the same
            case Negation(var negated) -> "( " + text(negated) + " ) != true";
            case Joined(var sign, var terms) ->
                joined(terms, ' ' + sign + ' ', term -> term instanceof Joined ? "( " + text(term) + " )" : text(term));
        };
    }

    /** The question with the fact it is put to, as a decision names it. */
    static String named(Call call) {
        var text = text(call);
        var isWord = call.arguments().isEmpty();
        return call.question().fact().word() + '.' + (isWord ? text.substring(0, text.length() - 2) : text);
    }

    private static <T> String joined(List<T> parts, String separator, Function<T, String> text) {
        return parts.stream().map(text).collect(Collectors.joining(separator));
    }

    private void moveTo(int target) {
        while (line < target) {
            drl.append('\n');
            line++;
        }
    }
}
