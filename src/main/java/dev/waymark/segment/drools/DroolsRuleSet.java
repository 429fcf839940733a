package dev.waymark.segment.drools;

import dev.waymark.segment.Asked;
import dev.waymark.segment.Decision;
import dev.waymark.segment.PolicyDefinition;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Proposal;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.Signal;
import dev.waymark.segment.SignalDefinition;
import dev.waymark.segment.fact.Conclusions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kie.api.KieBase;

/** Rules in Drools' network, asked with a session of its own for each profile. */
final class DroolsRuleSet implements RuleSet {

    private static final Comparator<Proposal> BEST_FIRST =
            Comparator.comparingInt(Proposal::score).reversed();

    private final String version;
    private final List<CheckedFile> files;
    private final List<CompiledRule> rules;
    private final KieBase knowledge;
    private final int maxFirings;
    private final Asked asked;
    private final Asked askedToPropose;

    DroolsRuleSet(String version, List<CheckedFile> files, KieBase knowledge) {
        this.version = version;
        this.files = List.copyOf(files);
        this.rules = files.stream().flatMap(DroolsRuleSet::compiled).toList();
        this.knowledge = knowledge;
        this.asked =
                asked(rules.stream().filter(rule -> !rule.is(RuleKind.POLICY)).toList());
        this.askedToPropose =
                asked(rules.stream().filter(rule -> rule.is(RuleKind.POLICY)).toList());
        this.maxFirings = files.stream()
                .flatMap(file -> file.rules().stream())
                .mapToInt(rule -> Math.toIntExact(rule.condition().alternatives()))
                .sum();
    }

    private static Stream<CompiledRule> compiled(CheckedFile file) {
        return file.rules().stream()
                .map(rule -> new CompiledRule(file.about(), rule.name().text(), rule.consequence(), rule.seen()));
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<SegmentDefinition> segments() {
        return files.stream()
                .filter(file -> file.is(RuleKind.SEGMENT))
                .map(CheckedFile::segment)
                .toList();
    }

    @Override
    public List<SignalDefinition> signals() {
        return files.stream()
                .filter(file -> file.is(RuleKind.SIGNAL))
                .map(CheckedFile::signal)
                .toList();
    }

    @Override
    public List<PolicyDefinition> policies() {
        return files.stream()
                .filter(file -> file.is(RuleKind.POLICY))
                .map(CheckedFile::policy)
                .toList();
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public Asked askedToPropose() {
        return askedToPropose;
    }

    private static Asked asked(List<CompiledRule> rules) {
        var events =
                rules.stream().flatMap(rule -> rule.seen().events().stream()).collect(Collectors.toSet());
        var subjects = rules.stream()
                .flatMap(rule -> rule.seen().calls().stream())
                .map(call -> call.question().subject())
                .collect(Collectors.toSet());
        var interests = subjects.contains(Subject.INTERESTS);
        var namesTraits = rules.stream().anyMatch(rule -> !rule.seen().traits().isEmpty());
        return new Asked(
                events,
                // what a person says they like is a trait
                namesTraits || interests,
                interests,
                subjects.stream().anyMatch(Subject::isAboutOrders),
                subjects.contains(Subject.CONSENT),
                subjects.stream().anyMatch(Subject::changesWithTime));
    }

    @Override
    public List<Decision> evaluate(ProfileFacts facts) {
        return firstOfEachFile(RuleKind.SEGMENT, facts)
                .map(rule -> rule.decide(facts))
                .toList();
    }

    @Override
    public List<Signal> signalsOf(ProfileFacts facts) {
        return firstOfEachFile(RuleKind.SIGNAL, facts)
                .map(rule -> rule.signal(facts))
                .toList();
    }

    @Override
    public List<Proposal> propose(ProfileFacts facts) {
        var best = new LinkedHashMap<String, Proposal>();
        holding(RuleKind.POLICY, facts)
                .map(rule -> rule.propose(facts))
                .sorted(BEST_FIRST)
                .forEach(proposal -> best.putIfAbsent(proposal.action(), proposal));
        return List.copyOf(best.values());
    }

    private Stream<CompiledRule> firstOfEachFile(RuleKind kind, ProfileFacts facts) {
        var first = new LinkedHashMap<String, CompiledRule>();
        holding(kind, facts).forEach(rule -> first.putIfAbsent(rule.key(), rule));
        return first.values().stream();
    }

    private Stream<CompiledRule> holding(RuleKind kind, ProfileFacts facts) {
        if (rules.isEmpty()) {
            return Stream.of();
        }
        var conclusions = conclude(facts);
        return IntStream.range(0, rules.size())
                .filter(conclusions::holds)
                .mapToObj(rules::get)
                .filter(rule -> rule.is(kind));
    }

    private Conclusions conclude(ProfileFacts facts) {
        var conclusions = new Conclusions();
        var session = knowledge.newKieSession();
        try {
            session.setGlobal("segment", conclusions);
            FactType.allOf(facts).forEach(session::insert);
            session.fireAllRules(maxFirings);
            return conclusions;
        } finally {
            session.dispose();
        }
    }
}
