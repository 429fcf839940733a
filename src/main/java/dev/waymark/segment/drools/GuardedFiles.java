package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Quarantined;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Some files, asked together within bounds. A file that breaks them is found, quarantined, and the others are asked
 * without it, in the same call. Thread-safe.
 */
final class GuardedFiles {

    /** Not to mistake a pause of the machine for a fault of a file. */
    private static final int TRIES = 3;

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
        for (var unexplained = 0; ; ) {
            var sound = sound();
            try {
                return guard.within(() -> question.apply(sound));
            } catch (RuntimeException | StackOverflowError broken) {
                var found = new Blame(guard, facts, question::apply).among(sound.files(), unexplained > 0);
                if (found.isEmpty() && ++unexplained == TRIES) {
                    throw broken;
                }
                guard.quarantine(found);
            }
        }
    }

    private SoundFiles sound() {
        if (remaining.quarantined() != guard.quarantined()) {
            remaining = withoutQuarantined();
        }
        return remaining.sound();
    }
}
