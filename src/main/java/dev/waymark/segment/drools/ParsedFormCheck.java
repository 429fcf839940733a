package dev.waymark.segment.drools;

import dev.waymark.segment.fact.Conclusions;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * A second opinion by Drools' own parser: the text holds so many rules, made of allowed nodes, and nothing else.
 *
 * <p>Should the grammar here and the one of Drools ever differ, the file is refused instead of read in two ways. Any
 * exception and any node not named here is a refusal.
 */
final class ParsedFormCheck {

    private ParsedFormCheck() {}

    /** What is wrong, as the second half of a sentence that begins with "but"; empty if nothing is. */
    static Optional<String> of(String drl, int rules) {
        try {
            var parser = new DrlParser(LanguageLevelOption.DRL6);
            var parsed = parser.parse(false, drl);
            if (parsed == null || parser.hasErrors()) {
                return Optional.of("Drools cannot read it: " + parser.getErrors());
            }
            return isAllowed(parsed, rules) ? Optional.empty() : Optional.of("Drools reads something else in it");
        } catch (DroolsParserException | RuntimeException | StackOverflowError e) {
            return Optional.of("Drools cannot read it: " + e);
        }
    }

    private static boolean isAllowed(PackageDescr parsed, int rules) {
        var forbidden = Stream.of(
                parsed.getFunctionImports(),
                parsed.getAccumulateImports(),
                parsed.getFunctions(),
                parsed.getTypeDeclarations(),
                parsed.getEnumDeclarations(),
                parsed.getEntryPointDeclarations(),
                parsed.getWindowDeclarations());
        return forbidden.allMatch(Collection::isEmpty)
                && parsed.getUnit() == null
                && isAllowedPreamble(parsed)
                && parsed.getRules().size() == rules
                && parsed.getRules().stream().allMatch(ParsedFormCheck::isAllowed);
    }

    private static boolean isAllowedPreamble(PackageDescr parsed) {
        return parsed.getImports().stream().allMatch(one -> FactType.isJavaType(one.getTarget()))
                && parsed.getGlobals().stream().allMatch(one -> one.getType().equals(Conclusions.class.getName()))
                && areAllowedAttributes(parsed.getAttributes());
    }

    private static boolean areAllowedAttributes(Collection<AttributeDescr> attributes) {
        return attributes.stream()
                .allMatch(
                        one -> one.getName().equals("dialect") && one.getValue().equals("java"));
    }

    private static boolean isAllowed(RuleDescr rule) {
        return rule.getClass() == RuleDescr.class
                && rule.getParentName() == null
                && rule.getUnit() == null
                && rule.getNamedConsequences().isEmpty()
                && areAllowedAttributes(rule.getAttributes().values())
                && isAllowed(rule.getLhs());
    }

    private static boolean isAllowed(BaseDescr node) {
        return switch (node) {
            case PatternDescr pattern -> isAllowed(pattern);
            case AndDescr and -> areAllowed(and.getDescrs());
            case OrDescr or -> areAllowed(or.getDescrs());
            case NotDescr not -> areAllowed(not.getDescrs());
            case ExistsDescr exists -> areAllowed(exists.getDescrs());
            case null, default -> false;
        };
    }

    private static boolean areAllowed(Collection<?> nodes) {
        return nodes.stream().allMatch(node -> node instanceof BaseDescr known && isAllowed(known));
    }

    private static boolean isAllowed(PatternDescr pattern) {
        return FactType.named(pattern.getObjectType()).isPresent()
                && pattern.getSource() == null
                && !pattern.isQuery()
                && !pattern.isUnification()
                && pattern.getBehaviors().isEmpty()
                && pattern.getAnnotations().isEmpty()
                && pattern.getDescrs().stream()
                        .allMatch(constraint -> constraint instanceof ExprConstraintDescr named
                                && named.getType() == ExprConstraintDescr.Type.NAMED);
    }
}
