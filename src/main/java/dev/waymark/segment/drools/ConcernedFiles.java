package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import dev.waymark.segment.Concerned;
import dev.waymark.segment.Decision;
import dev.waymark.segment.Judgement;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Signal;
import dev.waymark.segment.fact.Conclusions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Some files of segments and signals, and who answers for them. */
final class ConcernedFiles implements Concerned {

    private final Set<String> segments;
    private final Set<String> signals;
    private final GuardedFiles files;
    private final Asked asked;

    ConcernedFiles(List<CompiledFile> files, RuleGuard guard) {
        this.segments = keys(files, RuleKind.SEGMENT);
        this.signals = keys(files, RuleKind.SIGNAL);
        this.files = new GuardedFiles(files, guard);
        this.asked = Asked.together(files.stream().map(CompiledFile::asked).toList());
    }

    private static Set<String> keys(List<CompiledFile> files, RuleKind kind) {
        return files.stream()
                .filter(file -> file.is(kind))
                .map(CompiledFile::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> segments() {
        return segments;
    }

    @Override
    public Set<String> signals() {
        return signals;
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public Judgement judge(ProfileFacts facts) {
        return files.ask(facts, sound -> new Judged(sound, sound.conclude(facts), facts));
    }

    @Override
    public Optional<Instant> nextChange(ProfileFacts facts, @Nullable Instant limit) {
        return files.ask(facts, sound -> sound.nextChange(facts, limit));
    }

    private record Judged(SoundFiles sound, Conclusions conclusions, ProfileFacts facts) implements Judgement {

        @Override
        public Set<String> segments() {
            return sound.segments().keySet();
        }

        @Override
        public Set<String> signals() {
            return sound.signals().keySet();
        }

        @Override
        public boolean isIn(String segment) {
            return first(sound.segments(), segment).isPresent();
        }

        @Override
        public Optional<Decision> decision(String segment) {
            return first(sound.segments(), segment).map(rule -> rule.decide(facts));
        }

        @Override
        public boolean isOn(String signal) {
            return first(sound.signals(), signal).isPresent();
        }

        @Override
        public Optional<Signal> signal(String signal) {
            return first(sound.signals(), signal).map(rule -> rule.signal(facts));
        }

        private Optional<CompiledRule> first(Map<String, CompiledFile> files, String key) {
            @Nullable CompiledFile file = files.get(key);
            if (file == null) {
                return Optional.empty();
            }
            for (int i = 0; i < file.rules().size(); i++) {
                if (conclusions.holds(file.firstNumber() + i)) {
                    return Optional.of(file.rules().get(i));
                }
            }
            return Optional.empty();
        }
    }
}
