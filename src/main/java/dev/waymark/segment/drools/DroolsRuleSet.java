package dev.waymark.segment.drools;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.event.EventIngested;
import dev.waymark.segment.Asked;
import dev.waymark.segment.Concerned;
import dev.waymark.segment.Explanation;
import dev.waymark.segment.KnownNames;
import dev.waymark.segment.PolicyDefinition;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Proposal;
import dev.waymark.segment.Quarantined;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.RuleSetAnalysis;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.SignalDefinition;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules compiled by Drools, file by file, and put together into a network for each kind of event that comes up: who
 * looks at it is asked, and nobody else.
 */
final class DroolsRuleSet implements RuleSet {

    /** A network takes a tenth of a second and some memory; kinds of events beyond these are answered by the whole. */
    private static final int MAX_NETWORKS = 64;

    /** Found once each; whoever sends more, of names nobody looks at, is answered as well. */
    private static final int MAX_KINDS = 4_096;

    private static final Comparator<Proposal> BEST_FIRST =
            Comparator.comparingInt(Proposal::score).reversed();

    private final String version;
    private final List<CompiledFile> standing;
    private final List<CompiledFile> policies;
    private final GuardedFiles proposing;
    private final RuleGuard guard;
    private final Concerned all;
    private final Asked askedToPropose;
    private final Map<BitSet, Concerned> concerned = new ConcurrentHashMap<>();
    private final Map<Kind, Concerned> byKind = new ConcurrentHashMap<>();

    DroolsRuleSet(String version, List<CompiledFile> files, RuleGuard guard) {
        this.version = version;
        this.guard = guard;
        this.standing = files.stream().filter(file -> !file.is(RuleKind.POLICY)).toList();
        this.policies = files.stream().filter(file -> file.is(RuleKind.POLICY)).toList();
        this.proposing = new GuardedFiles(policies, guard);
        this.all = new ConcernedFiles(standing, guard);
        this.askedToPropose =
                Asked.together(policies.stream().map(CompiledFile::asked).toList());
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<SegmentDefinition> segments() {
        return definitions(standing, RuleKind.SEGMENT, CheckedFile::segment);
    }

    @Override
    public List<SignalDefinition> signals() {
        return definitions(standing, RuleKind.SIGNAL, CheckedFile::signal);
    }

    @Override
    public List<PolicyDefinition> policies() {
        return definitions(policies, RuleKind.POLICY, CheckedFile::policy);
    }

    private static <T> List<T> definitions(
            List<CompiledFile> files, RuleKind kind, Function<CheckedFile, T> definition) {
        return files.stream()
                .filter(file -> file.is(kind))
                .map(CompiledFile::file)
                .map(definition)
                .toList();
    }

    @Override
    public List<Quarantined> quarantined() {
        return guard.quarantined().values().stream()
                .sorted(Comparator.comparing(Quarantined::file))
                .toList();
    }

    @Override
    public void quarantine(Collection<Quarantined> files) {
        guard.quarantine(files);
    }

    @Override
    public Concerned all() {
        return all;
    }

    @Override
    public Asked askedToPropose() {
        return askedToPropose;
    }

    /**
     * What decides who looks at an event.
     *
     * @param interests shown by it, of those that are asked about by name: a basket may hold anything
     */
    private record Kind(String type, @Nullable String name, boolean showsInterest, Set<String> interests) {}

    @Override
    public Concerned concerned(EventIngested event) {
        var shown = Behaviours.interestsShown(event);
        var named = shown.stream().filter(all.asked().interests()::contains).collect(Collectors.toSet());
        var kind = new Kind(event.type(), event.name(), !shown.isEmpty(), named);
        var known = byKind.get(kind);
        if (known != null) {
            return known;
        }
        var found = find(event, shown);
        if (byKind.size() < MAX_KINDS) {
            byKind.put(kind, found);
        }
        return found;
    }

    private Concerned find(EventIngested event, Set<String> shown) {
        var caring = new BitSet(standing.size());
        for (int i = 0; i < standing.size(); i++) {
            caring.set(i, standing.get(i).asked().cares(event, shown));
        }
        var known = concerned.get(caring);
        if (known != null) {
            return known;
        }
        return concerned.size() < MAX_NETWORKS ? concerned.computeIfAbsent(caring, this::make) : all;
    }

    private Concerned make(BitSet caring) {
        return new ConcernedFiles(caring.stream().mapToObj(standing::get).toList(), guard);
    }

    @Override
    public List<Proposal> propose(ProfileFacts facts) {
        var conclusions = proposing.ask(facts, sound -> sound.conclude(facts));
        var best = new LinkedHashMap<String, Proposal>();
        policies.stream()
                .flatMap(file -> IntStream.range(0, file.rules().size())
                        .filter(number -> conclusions.holds(file.firstNumber() + number))
                        .mapToObj(file.rules()::get))
                .map(rule -> rule.propose(facts))
                .sorted(BEST_FIRST)
                .forEach(proposal -> best.putIfAbsent(proposal.action(), proposal));
        return List.copyOf(best.values());
    }

    @Override
    public Optional<Explanation> explain(String segment, ProfileFacts facts) {
        return read().filter(file -> file.about().kind() == RuleKind.SEGMENT
                        && file.about().key().equals(segment))
                .findFirst()
                .map(file -> file.explain(facts, version));
    }

    @Override
    public RuleSetAnalysis analyse(KnownNames known) {
        return Analysing.analyse(version, read().toList(), known);
    }

    /** The same rules, for what Drools does not say. */
    private Stream<ReadFile> read() {
        return Stream.concat(standing.stream(), policies.stream())
                .map(CompiledFile::file)
                .map(ReadFile::of);
    }
}
