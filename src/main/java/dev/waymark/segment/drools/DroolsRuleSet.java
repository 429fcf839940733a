package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import dev.waymark.segment.Concerned;
import dev.waymark.segment.PolicyDefinition;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Proposal;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.SignalDefinition;
import dev.waymark.segment.StandingRules;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rules in Drools' networks, one for each file. */
final class DroolsRuleSet implements RuleSet {

    private static final Comparator<Proposal> BEST_FIRST =
            Comparator.comparingInt(Proposal::score).reversed();

    private final String version;
    private final List<CompiledFile> files;
    private final Concerned all;
    private final Asked askedToPropose;

    DroolsRuleSet(String version, List<CompiledFile> files) {
        this.version = version;
        this.files = List.copyOf(files);
        this.all = Concerned.of(
                standing(RuleKind.SEGMENT, CompiledRule::decide), standing(RuleKind.SIGNAL, CompiledRule::signal));
        this.askedToPropose =
                Asked.together(of(RuleKind.POLICY).map(CompiledFile::asked).toList());
    }

    /** Segments and signals hold or do not, and say what follows by the first of their rules that does. */
    private record Standing<D>(CompiledFile file, BiFunction<CompiledRule, ProfileFacts, D> saying)
            implements StandingRules<D> {

        @Override
        public String key() {
            return file.file().about().key();
        }

        @Override
        public Asked asked() {
            return file.asked();
        }

        @Override
        public Optional<D> evaluate(ProfileFacts facts) {
            return file.firstThatHolds(facts).map(rule -> saying.apply(rule, facts));
        }

        @Override
        public Optional<Instant> nextChange(ProfileFacts facts) {
            return asked().time() ? Optional.of(facts.now().plusSeconds(60)) : Optional.empty();
        }
    }

    private <D> List<StandingRules<D>> standing(RuleKind kind, BiFunction<CompiledRule, ProfileFacts, D> saying) {
        return of(kind).<StandingRules<D>>map(file -> new Standing<>(file, saying))
                .toList();
    }

    private Stream<CompiledFile> of(RuleKind kind) {
        return files.stream().filter(file -> file.file().is(kind));
    }

    private <T> List<T> definitions(RuleKind kind, Function<CheckedFile, T> definition) {
        return of(kind).map(CompiledFile::file).map(definition).toList();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<SegmentDefinition> segments() {
        return definitions(RuleKind.SEGMENT, CheckedFile::segment);
    }

    @Override
    public List<SignalDefinition> signals() {
        return definitions(RuleKind.SIGNAL, CheckedFile::signal);
    }

    @Override
    public List<PolicyDefinition> policies() {
        return definitions(RuleKind.POLICY, CheckedFile::policy);
    }

    @Override
    public Concerned all() {
        return all;
    }

    @Override
    public Asked askedToPropose() {
        return askedToPropose;
    }

    @Override
    public List<Proposal> propose(ProfileFacts facts) {
        var best = new LinkedHashMap<String, Proposal>();
        of(RuleKind.POLICY)
                .flatMap(file -> file.holding(facts))
                .map(rule -> rule.propose(facts))
                .sorted(BEST_FIRST)
                .forEach(proposal -> best.putIfAbsent(proposal.action(), proposal));
        return List.copyOf(best.values());
    }
}
