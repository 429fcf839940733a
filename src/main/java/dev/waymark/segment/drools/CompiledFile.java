package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.kie.api.definition.KiePackage;

/**
 * The rules of one file as Drools compiled them, ready to become part of networks.
 *
 * @param firstNumber of its rules: in a rule set each rule has its own
 */
record CompiledFile(
        CheckedFile file, int firstNumber, List<CompiledRule> rules, Collection<KiePackage> packages, Asked asked) {

    static CompiledFile of(CheckedFile file, int firstNumber, Collection<KiePackage> packages) {
        var rules = file.rules().stream()
                .map(rule -> new CompiledRule(file.about(), rule.name().text(), rule.consequence(), rule.seen()))
                .toList();
        return new CompiledFile(file, firstNumber, rules, packages, asked(rules));
    }

    private static Asked asked(List<CompiledRule> rules) {
        var events =
                rules.stream().flatMap(rule -> rule.seen().events().stream()).collect(Collectors.toSet());
        var calls = rules.stream().flatMap(rule -> rule.seen().calls().stream()).toList();
        var subjects = calls.stream().map(call -> call.question().subject()).collect(Collectors.toSet());
        var namesTraits = rules.stream().anyMatch(rule -> !rule.seen().traits().isEmpty());
        return new Asked(
                events,
                // what a person says they like is a trait
                namesTraits || subjects.stream().anyMatch(Subject::isAboutLiking),
                InterestsAsked.by(calls),
                subjects.stream().anyMatch(Subject::isAboutOrders),
                subjects.contains(Subject.CONSENT));
    }

    String key() {
        return file.about().key();
    }

    boolean is(RuleKind kind) {
        return file.is(kind);
    }
}
