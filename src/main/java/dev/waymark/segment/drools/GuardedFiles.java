package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Quarantined;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Some files, asked together within bounds. A file that breaks them is found, quarantined, and the others are asked
 * without it, in the same call. Thread-safe.
 */
final class GuardedFiles {

    private final List<CompiledFile> files;
    private final RuleGuard guard;
    private volatile Remaining remaining;

    /** Who is asked while these are quarantined. */
    private record Remaining(Map<String, Quarantined> quarantined, SoundFiles sound) {}

    GuardedFiles(List<CompiledFile> files, RuleGuard guard) {
        this.files = files;
        this.guard = guard;
        this.remaining = withoutQuarantined();
    }

    private Remaining withoutQuarantined() {
        return new Remaining(guard.quarantined(), new SoundFiles(guard.sound(files)));
    }

    /** What the question comes to; it must be one that may be put again. */
    <T> T ask(ProfileFacts facts, Function<SoundFiles, T> question) {
        var blameless = false;
        while (true) {
            var sound = sound();
            try {
                return within(blameless, () -> question.apply(sound));
            } catch (RuntimeException | StackOverflowError broken) {
                var found = toBlame(new Blame(guard, facts, question::apply), sound, blameless);
                if (found.isEmpty() && blameless) {
                    throw broken;
                }
                blameless = found.isEmpty();
                guard.quarantine(found);
            }
        }
    }

    /** By the clock on the wall, for which ingest waits; if nobody was to blame for that, by work. */
    private <T> T within(boolean blameless, Supplier<T> evaluation) {
        return blameless ? knowingItsWork(() -> guard.withinWork(evaluation)) : guard.within(evaluation);
    }

    private static List<Quarantined> toBlame(Blame blame, SoundFiles sound, boolean together) {
        return knowingItsWork(() -> blame.among(sound.files(), together));
    }

    /** Virtual threads do not know how much they work. */
    private static <T> T knowingItsWork(Supplier<T> evaluation) {
        if (!Thread.currentThread().isVirtual()) {
            return evaluation.get();
        }
        try {
            return CompletableFuture.supplyAsync(evaluation, Thread.ofPlatform()::start)
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private SoundFiles sound() {
        if (remaining.quarantined() != guard.quarantined()) {
            remaining = withoutQuarantined();
        }
        return remaining.sound();
    }
}
