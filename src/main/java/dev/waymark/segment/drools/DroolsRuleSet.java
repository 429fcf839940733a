package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.fact.Conclusions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.api.KieBase;

/** Rules in Drools' network, asked with a session of its own for each profile. */
final class DroolsRuleSet implements RuleSet {

    private final String version;
    private final List<SegmentDefinition> segments;
    private final List<CompiledRule> rules;
    private final KieBase knowledge;
    private final int maxFirings;
    private final Asked asked;

    DroolsRuleSet(String version, List<CheckedFile> files, KieBase knowledge) {
        this.version = version;
        this.segments = files.stream().map(CheckedFile::segment).toList();
        this.rules = files.stream().flatMap(DroolsRuleSet::compiled).toList();
        this.knowledge = knowledge;
        this.asked = asked(rules);
        this.maxFirings = files.stream()
                .flatMap(file -> file.rules().stream())
                .mapToInt(rule -> Math.toIntExact(rule.condition().alternatives()))
                .sum();
    }

    private static Stream<CompiledRule> compiled(CheckedFile file) {
        return file.rules().stream()
                .map(rule -> new CompiledRule(file.segment().key(), rule.name().text(), rule.reason(), rule.seen()));
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<SegmentDefinition> segments() {
        return segments;
    }

    @Override
    public Asked asked() {
        return asked;
    }

    private static Asked asked(List<CompiledRule> rules) {
        var events =
                rules.stream().flatMap(rule -> rule.seen().events().stream()).collect(Collectors.toSet());
        var subjects = rules.stream()
                .flatMap(rule -> rule.seen().calls().stream())
                .map(call -> call.question().subject())
                .collect(Collectors.toSet());
        var interests = subjects.contains(Subject.INTERESTS);
        var namesTraits = rules.stream().anyMatch(rule -> !rule.seen().traits().isEmpty());
        return new Asked(
                events,
                // what a person says they like is a trait
                namesTraits || interests,
                interests,
                subjects.stream().anyMatch(Subject::isAboutOrders),
                subjects.contains(Subject.CONSENT),
                subjects.stream().anyMatch(Subject::changesWithTime));
    }

    @Override
    public List<Decision> evaluate(ProfileFacts facts) {
        if (rules.isEmpty()) {
            return List.of();
        }
        var conclusions = conclude(facts);
        var decisions = new LinkedHashMap<String, Decision>();
        for (int number = 0; number < rules.size(); number++) {
            if (conclusions.holds(number)) {
                var rule = rules.get(number);
                decisions.computeIfAbsent(rule.segment(), segment -> rule.decide(facts));
            }
        }
        return List.copyOf(decisions.values());
    }

    private Conclusions conclude(ProfileFacts facts) {
        var conclusions = new Conclusions();
        var session = knowledge.newKieSession();
        try {
            session.setGlobal("segment", conclusions);
            FactType.allOf(facts).forEach(session::insert);
            session.fireAllRules(maxFirings);
            return conclusions;
        } finally {
            session.dispose();
        }
    }
}
