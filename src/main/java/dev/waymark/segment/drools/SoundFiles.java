package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.fact.Conclusions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Some files and the network in which they are asked together. Thread-safe and immutable. */
final class SoundFiles {

    /** Over a hundred years: nobody waits for what is later, and no database has to keep it. */
    private static final Duration FORESEEN = Duration.ofDays(40_000);

    private final List<CompiledFile> files;
    private final Map<String, CompiledFile> segments;
    private final Map<String, CompiledFile> signals;
    private final FirstChange changes;
    private final RuleNetwork network;

    SoundFiles(List<CompiledFile> files) {
        this.files = files;
        this.segments = byKey(files, RuleKind.SEGMENT);
        this.signals = byKey(files, RuleKind.SIGNAL);
        this.changes = new FirstChange(files.stream()
                .map(CompiledFile::file)
                .map(ReadFile::of)
                .filter(ReadFile::canChangeWithTime)
                .toList());
        this.network = new RuleNetwork(files);
    }

    private static Map<String, CompiledFile> byKey(Collection<CompiledFile> files, RuleKind kind) {
        var byKey = new LinkedHashMap<String, CompiledFile>();
        files.stream().filter(file -> file.is(kind)).forEach(file -> byKey.put(file.key(), file));
        return byKey;
    }

    List<CompiledFile> files() {
        return files;
    }

    Map<String, CompiledFile> segments() {
        return segments;
    }

    Map<String, CompiledFile> signals() {
        return signals;
    }

    Conclusions conclude(ProfileFacts facts) {
        return network.conclude(facts);
    }

    Optional<Instant> nextChange(ProfileFacts facts, @Nullable Instant limit) {
        var foreseen = facts.now().plus(FORESEEN);
        var end = limit == null || limit.isAfter(foreseen) ? foreseen : limit;
        var first = changes.before(new Answers(facts), end);
        return first.isBefore(end) ? Optional.of(first) : Optional.empty();
    }
}
