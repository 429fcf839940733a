package dev.waymark.segment.drools;

import dev.waymark.segment.Explanation;
import dev.waymark.segment.Explanation.ConditionExplained;
import dev.waymark.segment.Explanation.NearestMiss;
import dev.waymark.segment.Explanation.RuleExplained;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Clause.All;
import dev.waymark.segment.drools.ReadFile.ReadRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of one person why the rules of a segment hold or not. */
final class Explaining {

    private Explaining() {}

    private record Missed(ReadRule rule, Miss miss) {}

    static Explanation explain(ReadFile file, ProfileFacts facts, String ruleSet) {
        var rules = file.rules().stream().map(rule -> explained(rule, facts)).toList();
        var deciding = file.rules().stream()
                .filter(rule -> Truth.holds(rule.when(), facts))
                .findFirst();
        return new Explanation(
                file.about().key(),
                deciding.isPresent(),
                deciding.map(ReadRule::name).orElse(null),
                deciding.map(ReadRule::reason).orElse(null),
                ruleSet,
                facts.now(),
                rules,
                deciding.isPresent() ? null : nearestMiss(file.rules(), facts));
    }

    private static RuleExplained explained(ReadRule rule, ProfileFacts facts) {
        return new RuleExplained(
                rule.name(),
                rule.line(),
                Truth.holds(rule.when(), facts),
                conditions(rule).stream()
                        .map(condition -> explained(condition, facts))
                        .toList());
    }

    private static List<Clause> conditions(ReadRule rule) {
        return rule.when() instanceof All(var parts) ? parts : List.of(rule.when());
    }

    private static ConditionExplained explained(Clause condition, ProfileFacts facts) {
        var holds = Truth.holds(condition, facts);
        return new ConditionExplained(
                condition.text(),
                holds,
                heard(condition, facts),
                holds ? null : Miss.of(condition, true, facts).sentence());
    }

    private static Map<String, @Nullable Object> heard(Clause condition, ProfileFacts facts) {
        var heard = new LinkedHashMap<String, @Nullable Object>();
        condition.allCalls().forEach(call -> heard.put(DrlPrinter.named(call), Answers.answer(call, facts)));
        return heard;
    }

    private static NearestMiss nearestMiss(List<ReadRule> rules, ProfileFacts facts) {
        var nearest = rules.stream()
                .map(rule -> new Missed(rule, Miss.of(rule.when(), true, facts)))
                .min(Comparator.comparing(Missed::miss))
                .orElseThrow();
        return new NearestMiss(
                nearest.rule().name(), nearest.miss().failing(), nearest.miss().sentence());
    }
}
