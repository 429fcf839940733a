package dev.waymark.segment.drools;

import dev.waymark.segment.Explanation;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Expression.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a file read by Java instead of run by Drools: for what Drools does not say. Immutable, thread-safe.
 *
 * @param rules in the order in which they decide
 * @param any that any of the rules holds: what makes somebody a member of a segment
 * @param outlook of that
 */
record ReadFile(About about, List<ReadRule> rules, Clause any, Outlook outlook) {

    /** A rule with its conditions as plain logic. */
    record ReadRule(String name, int line, String reason, Clause when) {}

    static ReadFile of(CheckedFile file) {
        var rules = file.rules().stream()
                .map(rule -> new ReadRule(
                        rule.name().text(), rule.name().line(), rule.reason(), Clause.of(rule.condition())))
                .toList();
        var any = new Clause.Any(rules.stream().map(ReadRule::when).toList());
        return new ReadFile(file.about(), rules, any, Outlook.of(any));
    }

    /** Whether any of its questions can be answered differently some day. */
    boolean canChangeWithTime() {
        return !outlook.isTimeless();
    }

    /** Its questions of which time can change the answer, each once. */
    List<Call> callsInTime() {
        return any.allCalls()
                .filter(call -> !Courses.isTimeless(call))
                .distinct()
                .toList();
    }

    Explanation explain(ProfileFacts facts, String ruleSet) {
        return Explaining.explain(this, facts, ruleSet);
    }

    /**
     * The earliest moment after now at which some rule can hold where none does, or none where some does, though nothing
     * happens: never too late, perhaps too early. Empty if time alone changes nothing.
     */
    Optional<Instant> nextChange(ProfileFacts facts) {
        var change = nextChange(new Answers(facts), Outlook.NEVER);
        return change.equals(Outlook.NEVER) ? Optional.empty() : Optional.of(change);
    }

    /** The same for who asks many files, if it is before {@code limit}; else some moment that is not. */
    Instant nextChange(Answers now, Instant limit) {
        return outlook.change(now, limit);
    }
}
