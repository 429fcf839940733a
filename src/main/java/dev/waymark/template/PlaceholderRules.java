package dev.waymark.template;

import dev.waymark.support.Finding;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.TemplateNode;
import java.util.List;
import java.util.Set;

/**
 * Walks a parsed part and refuses every expression and section it does not know, so that what can be rendered is what
 * was meant: declared parameters, lists repeated a bounded number of times, nothing called.
 */
final class PlaceholderRules {

    static final int MAX_LOOPS = 2;

    private static final Set<String> LOOPS = Set.of("for", "each");
    private static final Set<String> LOOP_WORDS = Set.of("alias", "in", "iterable");
    private static final Set<String> CASES = Set.of("is", "case");
    private static final Set<String> ASSIGNMENTS = Set.of("let", "set");
    private static final String IDENTIFIER = "[A-Za-z][A-Za-z0-9]*";
    /** How an element is called where a loop gives it no name. */
    private static final String IT = "it";

    private static final String UNNAMED = "$empty$";

    private final String file;
    private final Findings findings;
    private final NameScope parameters;
    private final ExpressionRules expressions;

    PlaceholderRules(String file, Set<String> parameters, Findings findings) {
        this.file = file;
        this.findings = findings;
        this.parameters = NameScope.of(parameters);
        this.expressions = new ExpressionRules(file, findings);
    }

    /** @param placeholders takes every use of a parameter */
    void check(List<TemplateNode> nodes, List<Placeholder> placeholders) {
        nodes.forEach(node -> check(node, parameters, placeholders));
    }

    private void check(TemplateNode node, NameScope scope, List<Placeholder> placeholders) {
        switch (node.kind()) {
            case SECTION -> section(node.asSection(), scope, placeholders);
            case EXPRESSION -> node.getExpressions().forEach(each -> expressions.check(each, scope, placeholders));
            case PARAM_DECLARATION ->
                find(node, "Expected parameters to be declared in meta.yaml, but one is declared here. Move it there.");
            default -> {
                // Text and line breaks print as they are.
            }
        }
    }

    private void section(SectionNode section, NameScope scope, List<Placeholder> placeholders) {
        for (var block : section.getBlocks()) {
            block.expressions.values().forEach(each -> expressions.check(each, scope, placeholders));
            casesAreText(section, block);
            var inner = inner(section, block, scope);
            block.nodes.forEach(node -> check(node, inner, placeholders));
        }
    }

    /** The engine finds no whole number equal to a decimal here, though it does in an if; a case would never be met. */
    private void casesAreText(SectionNode section, SectionBlock block) {
        if (CASES.contains(block.label)
                && block.expressions.values().stream().anyMatch(each -> each.getLiteral() instanceof Number)) {
            find(section, "Expected cases of text, but one is a number. Compare numbers with if.");
        }
    }

    /** What may be named inside a block. */
    private NameScope inner(SectionNode section, SectionBlock block, NameScope scope) {
        if (!block.label.equals(SectionHelperFactory.MAIN_BLOCK_NAME)) {
            return scope;
        }
        if (LOOPS.contains(section.getName())) {
            return loop(section, block, scope);
        }
        return ASSIGNMENTS.contains(section.getName()) ? assignment(section, block, scope) : scope;
    }

    private NameScope loop(SectionNode section, SectionBlock block, NameScope scope) {
        if (scope.loops() >= MAX_LOOPS) {
            find(section, "Expected at most 2 loops inside each other, but there are more. Write it flatter.");
        }
        if (!isWhole(block) || !isList(block.expressions.get("iterable"), scope)) {
            find(
                    section,
                    "Expected a loop over a parameter that is a list, but it is over something else, and could run "
                            + "without end. Name the list.");
        }
        var alias = block.parameters.getOrDefault("alias", UNNAMED);
        var isUnnamed = alias.equals(UNNAMED);
        return isUnnamed || isFree(section, alias, scope) ? scope.withElement(isUnnamed ? IT : alias) : scope;
    }

    /** Written as {@code item in items} and no more; the engine would skip further words in silence. */
    private static boolean isWhole(SectionBlock block) {
        return LOOP_WORDS.containsAll(block.parameters.keySet())
                && Set.of("in", UNNAMED).contains(block.parameters.getOrDefault("in", UNNAMED));
    }

    /** A plain path that begins with a parameter or the element of an outer loop: never a number, never a result. */
    private static boolean isList(Expression iterable, NameScope scope) {
        return iterable != null
                && !iterable.isLiteral()
                && !iterable.hasNamespace()
                && iterable.getParts().stream().noneMatch(Expression.Part::isVirtualMethod)
                && scope.isSupplied(iterable.getParts().getFirst().getName())
                && !iterable.getParts().getLast().getName().equals("size");
    }

    private NameScope assignment(SectionNode section, SectionBlock block, NameScope scope) {
        var inner = scope;
        for (var name : block.parameters.keySet()) {
            if (isFree(section, name, inner)) {
                inner = inner.withResult(name);
            }
        }
        return inner;
    }

    private boolean isFree(SectionNode section, String name, NameScope scope) {
        if (name.matches(IDENTIFIER) && !name.equals(IT) && !scope.knows(name)) {
            return true;
        }
        find(
                section,
                "Expected a new plain name here, but it has other characters or is taken: " + name
                        + ". Choose another.");
        return false;
    }

    private void find(TemplateNode node, String sentence) {
        var origin = node.getOrigin();
        findings.add(Finding.atLine(file, origin.getLine(), origin.getLineCharacterStart(), sentence));
    }
}
