package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Expressions compare values and do nothing else: an expression runs in the engine and could keep it busy for ever. */
final class ExpressionRules {

    static final List<JourneyRule> ALL = List.of(
            ExpressionRules::conditionsOnlyCompare,
            ExpressionRules::mappingsOnlyRead,
            ExpressionRules::mappingsLeaveOurVariables);

    private static final int LONGEST = 200;
    private static final String OPERAND =
            "(?:-?\\d++(?:\\.\\d++)?+|\"[^\"\\\\]*+\"|[A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+)*+)";
    private static final Pattern COMPARISON = Pattern.compile(
            "=\\s*+" + OPERAND + "(?:(?:\\s*+(?:!=|<=|>=|=|<|>)\\s*+|\\s++(?:and|or)\\s++)" + OPERAND + ")*+\\s*+");

    /** Variables by which workers and messages find the person. */
    private static final Set<String> OURS = Set.of("enrolmentId", "profileId", "waitId");

    private ExpressionRules() {}

    private static Stream<Finding> conditionsOnlyCompare(JourneyDraft journey, KnownKeys known) {
        return journey.graph().flows().stream()
                .filter(flow -> flow.children("conditionExpression").anyMatch(condition -> !isPlain(condition.text())))
                .map(flow -> journey.finding(
                        flow,
                        "Expected a condition that only compares values, for example = score > 3, but it does more. "
                                + "Let a task decide and compare its result."));
    }

    private static Stream<Finding> mappingsOnlyRead(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(element -> mappings(element)
                        .map(mapping -> mapping.attribute("source").strip())
                        .anyMatch(source -> source.startsWith("=") && !isPlain(source)))
                .map(element -> journey.finding(
                        element,
                        "Expected a mapping that only reads or compares values, for example = score, but it does more. "
                                + "Let a task do the work."));
    }

    private static Stream<Finding> mappingsLeaveOurVariables(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .flatMap(element -> mappings(element)
                        .map(mapping -> mapping.attribute("target").strip())
                        .filter(OURS::contains)
                        .map(target -> journey.finding(
                                element,
                                "Expected a mapping to another variable, but " + target
                                        + " is set by Waymark alone. Rename the target.")));
    }

    private static Stream<XmlElement> mappings(BpmnElement element) {
        return element.xml().extensions("ioMapping").flatMap(mapping -> mapping.children().stream());
    }

    private static boolean isPlain(String expression) {
        return expression.length() <= LONGEST && COMPARISON.matcher(expression).matches();
    }
}
