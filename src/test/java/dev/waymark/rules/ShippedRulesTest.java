package dev.waymark.rules;

import static dev.waymark.segment.drools.RuleTexts.shippedFiles;
import static dev.waymark.segment.drools.RuleTexts.shippedRules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.RuleFixtures;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped rules against the people of {@code rules/fixtures}. */
class ShippedRulesTest {

    private static final RuleSet RULES = shippedRules();
    private static final List<DefinitionFile> FIXTURES = shippedFiles("yaml");

    static Stream<DefinitionFile> fixtures() {
        return FIXTURES.stream().filter(file -> file.path().startsWith("rules/fixtures/"));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void shouldDecideAsTheFixturesSay(DefinitionFile fixture) {
        // given / when
        var findings = new RuleFixtures().check(RULES, List.of(fixture));

        // then
        assertThat(Finding.asText(findings)).isEmpty();
    }

    @Test
    void shouldHaveSomebodyInsideOutsideAndOnTheBoundary() {
        // given / when
        var findings = new RuleFixtures().missing(RULES, FIXTURES);

        // then
        assertThat(Finding.asText(findings)).isEmpty();
    }

    @Test
    void shouldSayWhoIsMeant() {
        assertThat(RULES.segments()).extracting(SegmentDefinition::description).doesNotContain("");
        assertThat(RULES.signals()).allMatch(signal -> !signal.description().isEmpty());
        assertThat(RULES.policies()).allMatch(policy -> !policy.description().isEmpty());
    }
}
