package dev.waymark.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waymark.behaviour.EventSummary;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.drools.RuleTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped rules against the fixtures in {@code definitions/valid/rules/fixtures}, a file per segment. */
class SegmentRulesTest {

    private static final Path FIXTURES = Path.of("src/test/resources/definitions/valid/rules/fixtures");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());
    private static final RuleSet RULES = RuleTexts.shippedRules();

    /** A table of profiles at one moment. */
    record Fixture(Instant now, List<Case> cases) {}

    /** A profile that is in the segment for a reason, or is not in it and has none. */
    record Case(
            String name,
            String kind,
            Map<String, Times> events,
            @Nullable Map<String, Object> traits,
            @Nullable String reason) {

        ProfileFacts at(Instant now) {
            var summaries = events.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, event -> event.getValue().of(event.getKey())));
            return new ProfileFacts(traits == null ? Map.of() : traits, summaries, now);
        }
    }

    /** When an event happened; once, unless said otherwise. */
    record Times(@Nullable Long count, @Nullable Instant firstAt, Instant lastAt) {

        EventSummary of(String event) {
            return new EventSummary(event, count == null ? 1 : count, firstAt == null ? lastAt : firstAt, lastAt);
        }
    }

    static Stream<String> segments() {
        return RULES.segments().stream().map(SegmentDefinition::key);
    }

    static Stream<Arguments> cases() {
        return segments().flatMap(segment -> {
            var fixture = fixtureOf(segment);
            return fixture.cases().stream().map(one -> Arguments.of(segment, Named.of(one.name(), one), fixture.now()));
        });
    }

    @ParameterizedTest
    @MethodSource("segments")
    void shouldHaveFixturesInsideOutsideAndOnTheBoundary(String segment) {
        // given / when
        var kinds = fixtureOf(segment).cases().stream().map(Case::kind);

        // then
        assertThat(kinds).contains("in", "out", "boundary");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void shouldDecideAsTheFixtureSays(String segment, Case one, Instant now) {
        // given
        var facts = one.at(now);

        // when
        var reason = RULES.evaluate(facts).stream()
                .filter(decision -> decision.segment().equals(segment))
                .map(Decision::reason)
                .findFirst();

        // then
        assertThat(reason).isEqualTo(Optional.ofNullable(one.reason()));
    }

    private static Fixture fixtureOf(String segment) {
        var file = FIXTURES.resolve(segment + ".yaml");
        assertThat(file).as("fixtures of the segment " + segment).exists();
        try {
            return YAML.readValue(Files.readString(file), Fixture.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
