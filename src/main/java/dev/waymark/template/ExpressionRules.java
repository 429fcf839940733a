package dev.waymark.template;

import dev.waymark.support.Finding;
import io.quarkus.qute.Expression;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression names something declared and at most reads inside it or chooses between two values. */
final class ExpressionRules {

    /** What the parser makes of {@code a or b}, {@code a ?: b}, {@code a ? b : c}, {@code a && b}, {@code a || b}. */
    private static final Set<String> CHOICES = Set.of("or", "?:", "?", ":", "&&", "||");

    private static final String PROPERTY = "[A-Za-z][A-Za-z0-9_]*|[0-9]{1,3}";

    /** Names that mean an attempt at something else; the engine could not resolve them either. */
    private static final Set<String> NEVER =
            Set.of("raw", "safe", "class", "getClass", "keys", "keySet", "values", "entrySet", "iterator", "this");

    private final String file;
    private final Findings findings;

    ExpressionRules(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void check(@Nullable Expression expression, NameScope scope, List<Placeholder> placeholders) {
        if (expression == null || expression.isLiteral() && !expression.hasNamespace()) {
            return;
        }
        if (expression.hasNamespace()) {
            findings.addUnfit(finding(
                    expression,
                    "Expected a parameter declared in meta.yaml, but " + expression.toOriginalString()
                            + " reaches outside the template. Remove it."));
            return;
        }
        begins(expression, scope, placeholders);
        var parts = expression.getParts();
        for (var i = 1; i < parts.size(); i++) {
            continues(expression, parts.get(i), parts.get(i - 1));
        }
        parts.stream()
                .filter(Expression.Part::isVirtualMethod)
                .flatMap(part -> part.asVirtualMethod().getParameters().stream())
                .forEach(parameter -> check(parameter, scope, placeholders));
    }

    private void begins(Expression expression, NameScope scope, List<Placeholder> placeholders) {
        var first = expression.getParts().getFirst();
        if (first.isVirtualMethod() || !scope.knows(first.getName())) {
            findings.add(finding(
                    expression,
                    "Expected a parameter declared in meta.yaml, but " + first.getName()
                            + " is not. Declare it or correct its name."));
        } else if (scope.isParameter(first.getName())) {
            var origin = expression.getOrigin();
            placeholders.add(new Placeholder(first.getName(), origin.getLine(), origin.getLineCharacterStart()));
        }
    }

    private void continues(Expression expression, Expression.Part part, Expression.Part before) {
        var isAllowed = part.isVirtualMethod()
                ? CHOICES.contains(part.getName())
                : !before.isVirtualMethod() && part.getName().matches(PROPERTY) && !NEVER.contains(part.getName());
        if (!isAllowed) {
            findings.addUnfit(finding(
                    expression,
                    "Expected a placeholder that only reads a value, but it asks for " + part.getName()
                            + ". Remove that."));
        }
    }

    private Finding finding(Expression expression, String sentence) {
        var origin = expression.getOrigin();
        return Finding.atLine(file, origin.getLine(), origin.getLineCharacterStart(), sentence);
    }
}
