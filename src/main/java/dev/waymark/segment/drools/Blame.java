package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Quarantined;
import dev.waymark.segment.drools.ReadFile.ReadRule;
import dev.waymark.segment.fact.Effort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files because of which an evaluation came to nothing, by asking one after the other about the same person.
 *
 * <p>A file is to blame if it breaks its bounds by itself, twice: the first time a file is asked costs more than any
 * other. What counts is work, not time: a busy machine holds up whatever runs just then. Confined to one thread.
 */
final class Blame {

    /** Nobody who takes less is to blame for a sum that is too much. */
    private static final Duration SUSPICIOUS = RuleGuard.BOUND.dividedBy(10);

    private final RuleGuard guard;
    private final ProfileFacts facts;
    private final Consumer<SoundFiles> question;

    Blame(RuleGuard guard, ProfileFacts facts, Consumer<SoundFiles> question) {
        this.guard = guard;
        this.facts = facts;
        this.question = question;
    }

    /**
     * How a file did by itself.
     *
     * @param broken what was thrown; null if it answered
     */
    private record Trial(
            CompiledFile file, long nanos, @Nullable Throwable broken) {}

    /**
     * Those to blame.
     *
     * @param together whether all together are too much work, whoever is by himself: then it is who works longest
     */
    List<Quarantined> among(List<CompiledFile> files, boolean together) {
        var trials = files.stream().map(this::tryTwice).toList();
        var found = new ArrayList<Quarantined>();
        trials.stream()
                .filter(trial -> trial.broken() != null)
                .map(this::quarantined)
                .forEach(found::add);
        if (found.isEmpty() && together) {
            longest(trials).map(this::quarantined).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Trial> longest(List<Trial> trials) {
        return trials.stream()
                .max(Comparator.comparingLong(Trial::nanos))
                .filter(trial -> trial.nanos() > SUSPICIOUS.toNanos());
    }

    /** The better of two. */
    private Trial tryTwice(CompiledFile file) {
        var alone = new SoundFiles(List.of(file));
        var first = attempt(file, alone);
        if (first.broken() == null && first.nanos() < SUSPICIOUS.toNanos()) {
            return first;
        }
        var second = attempt(file, alone);
        return second.broken() == null || first.broken() != null ? second : first;
    }

    private Trial attempt(CompiledFile file, SoundFiles alone) {
        var from = guard.worked();
        var broken = broken(() -> {
            question.accept(alone);
            return alone;
        });
        return new Trial(file, guard.worked() - from, broken);
    }

    private @Nullable Throwable broken(Supplier<?> work) {
        try {
            guard.withinWork(work);
            return null;
        } catch (RuntimeException | StackOverflowError broken) {
            return broken;
        }
    }

    private Quarantined quarantined(Trial trial) {
        var about = trial.file().file().about();
        var line = line(ReadFile.of(trial.file().file()).rules());
        return new Quarantined(about.file(), line, reason(trial.broken()), facts.now());
    }

    /** What the exception says may be about the person; what kind it is, is not. */
    private static String reason(@Nullable Throwable broken) {
        return broken == null || broken instanceof Effort.Spent
                ? "Expected an answer about one person within " + RuleGuard.BOUND.toMillis()
                        + " ms, but the rules of this file took longer, twice. Ask less in them."
                : "Expected an answer, but the rules of this file broke with "
                        + broken.getClass().getSimpleName() + ", twice. Change them, and report it to the operator.";
    }

    /** Where to look first: the rule that takes longest when it is read instead of run. */
    private int line(List<ReadRule> rules) {
        var longest = new Object() {
            int line = rules.getFirst().line();
            long nanos;
        };
        broken(() -> {
            for (var rule : rules) {
                var from = guard.worked();
                try {
                    Truth.holds(rule.when(), facts);
                    Outlook.of(rule.when()).change(new Answers(facts), Outlook.NEVER);
                } finally {
                    var took = guard.worked() - from;
                    longest.line = took > longest.nanos ? rule.line() : longest.line;
                    longest.nanos = Math.max(took, longest.nanos);
                }
            }
            return longest;
        });
        return longest.line;
    }
}
