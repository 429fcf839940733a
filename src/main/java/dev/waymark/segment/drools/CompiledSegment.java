package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.SegmentRules;
import dev.waymark.segment.fact.Conclusions;
import dev.waymark.segment.fact.Now;
import dev.waymark.segment.fact.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kie.api.KieBase;

/** The rules of one file in Drools' network, asked with a session of its own for each profile. */
final class CompiledSegment implements SegmentRules {

    private final String segment;
    private final List<CompiledRule> rules;
    private final KieBase knowledge;
    private final int maxFirings;
    private final Asked asked;

    CompiledSegment(CheckedFile file, KieBase knowledge) {
        this.segment = file.segment().key();
        this.rules = file.rules().stream()
                .map(rule -> new CompiledRule(segment, rule.name().text(), rule.reason(), rule.seen()))
                .toList();
        this.knowledge = knowledge;
        this.asked = asked(rules);
        this.maxFirings = file.rules().stream()
                .mapToInt(rule -> Math.toIntExact(rule.condition().alternatives()))
                .sum();
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
                subjects.stream().anyMatch(Subject::changesWithTime));
    }

    @Override
    public String segment() {
        return segment;
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public Optional<Decision> evaluate(ProfileFacts facts) {
        var conclusions = conclude(facts);
        for (int number = 0; number < rules.size(); number++) {
            if (conclusions.holds(number)) {
                return Optional.of(rules.get(number).decide(facts));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Instant> nextChange(ProfileFacts facts) {
        return asked.time() ? Optional.of(facts.now().plusSeconds(60)) : Optional.empty();
    }

    private Conclusions conclude(ProfileFacts facts) {
        var conclusions = new Conclusions();
        var session = knowledge.newKieSession();
        try {
            session.setGlobal("segment", conclusions);
            session.insert(new Profile(facts));
            session.insert(new Now(facts.now()));
            session.fireAllRules(maxFirings);
            return conclusions;
        } finally {
            session.dispose();
        }
    }
}
