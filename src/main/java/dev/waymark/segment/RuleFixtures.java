package dev.waymark.segment;

import dev.waymark.segment.FixtureFile.Placed;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds rules against the people of {@code rules/fixtures/<key>.yaml}, so that a change that moves somebody it did not
 * mean to move is found before it is live.
 *
 * <p>Thread-safe; never throws because of what a file says, and takes part in no transaction.
 */
@ApplicationScoped
public class RuleFixtures {

    private static final String FOLDER = "rules/fixtures/";
    private static final String ENDING = ".yaml";

    /**
     * Every case that is not decided as it says, and what is wrong with the fixture files; empty when all hold.
     *
     * @param files any files; those that are no fixtures are left out
     */
    public List<Finding> check(RuleSet ruleSet, List<DefinitionFile> files) {
        return fixtures(files)
                .flatMap(fixture -> Stream.concat(fixture.findings().stream(), check(ruleSet, fixture)))
                .sorted(Finding.BY_PLACE)
                .toList();
    }

    /** Rule files without a fixture of each kind: in, out and boundary. */
    public List<Finding> missing(RuleSet ruleSet, List<DefinitionFile> files) {
        var kinds =
                fixtures(files).collect(Collectors.toMap(FixtureFile::key, RuleFixtures::kindsIn, (one, other) -> one));
        return keysOf(ruleSet)
                .filter(key -> !kinds.getOrDefault(key, Set.of()).containsAll(FixtureCase.KINDS))
                .map(key -> Finding.inFile(
                        FOLDER + key + ENDING,
                        "Expected somebody who is in, somebody who is out and somebody on the boundary, but one is"
                                + " missing. Add the case."))
                .toList();
    }

    private static Stream<FixtureFile> fixtures(List<DefinitionFile> files) {
        return files.stream()
                .filter(file -> file.path().startsWith(FOLDER) && file.path().endsWith(ENDING))
                .map(FixtureFile::read);
    }

    private static Set<String> kindsIn(FixtureFile fixture) {
        return fixture.cases().stream()
                .flatMap(one -> Stream.ofNullable(one.content().kind()))
                .collect(Collectors.toSet());
    }

    private static Stream<Finding> check(RuleSet ruleSet, FixtureFile fixture) {
        if (keysOf(ruleSet).noneMatch(fixture.key()::equals)) {
            return Stream.of(Finding.inFile(
                    fixture.path(),
                    "Expected fixtures of a rule file, but there is none by the name \"" + fixture.key()
                            + "\". Rename or delete them."));
        }
        return fixture.cases().stream().flatMap(one -> check(ruleSet, fixture, one).stream());
    }

    private static Optional<Finding> check(RuleSet ruleSet, FixtureFile fixture, Placed one) {
        try {
            var facts = one.content().facts(fixture.now());
            ruleSet.tryOut(facts);
            var reasons = reasons(ruleSet, fixture.key(), facts);
            var expected = Optional.ofNullable(one.content().reason());
            return expected.map(reasons::contains).orElse(reasons.isEmpty())
                    ? Optional.empty()
                    : Optional.of(finding(fixture, one, sentence(one.content(), reasons)));
        } catch (WrongFixture wrong) {
            return Optional.of(finding(fixture, one, wrong.sentence()));
        }
    }

    /** A segment and a signal have one reason at most; a policy one for each action. */
    private static List<String> reasons(RuleSet ruleSet, String key, ProfileFacts facts) {
        var segment = ruleSet.evaluate(facts).stream()
                .filter(decision -> decision.segment().equals(key))
                .map(Decision::reason);
        var signal = ruleSet.signalsOf(facts).stream()
                .filter(one -> one.signal().equals(key))
                .map(Signal::reason);
        var policy = ruleSet.propose(facts).stream()
                .filter(proposal -> proposal.policy().equals(key))
                .map(Proposal::reason);
        return Stream.of(segment, signal, policy).flatMap(one -> one).toList();
    }

    private static String sentence(FixtureCase one, List<String> reasons) {
        var expected = one.reason() == null ? "no rule to hold for" : "\"" + one.reason() + "\" to be said of";
        var found = reasons.isEmpty() ? "no rule holds" : "the rules say \"" + String.join("\", \"", reasons) + "\"";
        return "Expected " + expected + " who \"" + one.name() + "\", but " + found
                + ". Correct the rule or the fixture.";
    }

    private static Finding finding(FixtureFile fixture, Placed one, String sentence) {
        return Finding.atLine(fixture.path(), one.line(), 0, sentence);
    }

    private static Stream<String> keysOf(RuleSet ruleSet) {
        return Stream.of(
                        ruleSet.segments().stream().map(SegmentDefinition::key),
                        ruleSet.signals().stream().map(SignalDefinition::key),
                        ruleSet.policies().stream().map(PolicyDefinition::key))
                .flatMap(keys -> keys);
    }
}
