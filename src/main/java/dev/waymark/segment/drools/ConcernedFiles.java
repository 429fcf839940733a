package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import dev.waymark.segment.Concerned;
import dev.waymark.segment.Decision;
import dev.waymark.segment.Judgement;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Signal;
import dev.waymark.segment.fact.Conclusions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Some files of segments and signals, and the network that answers for them. */
final class ConcernedFiles implements Concerned {

    /** Over a hundred years: nobody waits for what is later, and no database has to keep it. */
    private static final Duration FORESEEN = Duration.ofDays(40_000);

    private final Map<String, CompiledFile> segments;
    private final Map<String, CompiledFile> signals;
    private final List<ReadFile> read;
    private final RuleNetwork network;
    private final Asked asked;

    ConcernedFiles(List<CompiledFile> files) {
        this.segments = byKey(files, RuleKind.SEGMENT);
        this.signals = byKey(files, RuleKind.SIGNAL);
        this.read = files.stream()
                .map(CompiledFile::file)
                .map(ReadFile::of)
                .filter(ReadFile::canChangeWithTime)
                .toList();
        this.network = new RuleNetwork(files);
        this.asked = Asked.together(files.stream().map(CompiledFile::asked).toList());
    }

    private static Map<String, CompiledFile> byKey(Collection<CompiledFile> files, RuleKind kind) {
        var byKey = new LinkedHashMap<String, CompiledFile>();
        files.stream().filter(file -> file.is(kind)).forEach(file -> byKey.put(file.key(), file));
        return byKey;
    }

    @Override
    public Set<String> segments() {
        return segments.keySet();
    }

    @Override
    public Set<String> signals() {
        return signals.keySet();
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public Judgement judge(ProfileFacts facts) {
        return new Judged(network.conclude(facts), facts);
    }

    @Override
    public Optional<Instant> nextChange(ProfileFacts facts) {
        var first = Outlook.NEVER;
        var now = new Answers(facts);
        for (var file : read) {
            var change = file.nextChange(now);
            first = change.isBefore(first) ? change : first;
        }
        return first.isBefore(facts.now().plus(FORESEEN)) ? Optional.of(first) : Optional.empty();
    }

    private final class Judged implements Judgement {

        private final Conclusions conclusions;
        private final ProfileFacts facts;

        Judged(Conclusions conclusions, ProfileFacts facts) {
            this.conclusions = conclusions;
            this.facts = facts;
        }

        @Override
        public boolean isIn(String segment) {
            return first(segments.get(segment)).isPresent();
        }

        @Override
        public Optional<Decision> decision(String segment) {
            return first(segments.get(segment)).map(rule -> rule.decide(facts));
        }

        @Override
        public boolean isOn(String signal) {
            return first(signals.get(signal)).isPresent();
        }

        @Override
        public Optional<Signal> signal(String signal) {
            return first(signals.get(signal)).map(rule -> rule.signal(facts));
        }

        private Optional<CompiledRule> first(CompiledFile file) {
            for (int i = 0; i < file.rules().size(); i++) {
                if (conclusions.holds(file.firstNumber() + i)) {
                    return Optional.of(file.rules().get(i));
                }
            }
            return Optional.empty();
        }
    }
}
