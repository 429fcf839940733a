package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.fact.Conclusions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kie.api.KieBase;

/** The rules of one file in Drools' network, asked with a session of its own for each profile. Thread-safe. */
final class CompiledFile {

    private final CheckedFile file;
    private final List<CompiledRule> rules;
    private final KieBase knowledge;
    private final int maxFirings;
    private final Asked asked;

    CompiledFile(CheckedFile file, KieBase knowledge) {
        this.file = file;
        this.rules = file.rules().stream()
                .map(rule -> new CompiledRule(file.about(), rule.name().text(), rule.consequence(), rule.seen()))
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
                subjects.contains(Subject.CONSENT),
                subjects.stream().anyMatch(Subject::changesWithTime));
    }

    CheckedFile file() {
        return file;
    }

    Asked asked() {
        return asked;
    }

    Optional<CompiledRule> firstThatHolds(ProfileFacts facts) {
        return holding(facts).findFirst();
    }

    /** In the order of the file. */
    Stream<CompiledRule> holding(ProfileFacts facts) {
        var conclusions = conclude(facts);
        return IntStream.range(0, rules.size()).filter(conclusions::holds).mapToObj(rules::get);
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
