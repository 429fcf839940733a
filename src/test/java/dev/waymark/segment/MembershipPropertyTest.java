package dev.waymark.segment;

import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sendsBatch;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.behaviour.Thresholds;
import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in whatever order, with time passing and rules changing in between: who is in which segment, and
 * which signals are on, is what the rules say when everybody is asked everything anew. Asked of what is kept of people
 * and of what their events say. Another seed: {@code -Dwaymark.test.seed=<number>}.
 */
@WaymarkTest
class MembershipPropertyTest {

    private static final int ROUNDS = 5;
    private static final int EVENTS_OF_A_ROUND = 90;

    /** Asks what no shipped rule asks. */
    private static final String RULES = """
            rule "A person who may be written to and looked lately"
                @segment("property-readers") @title("Readers") @owner("test")
            when
                Consent( given("news", "email") )
                Profile( didWithinDays("Product Viewed", %1$d) ) or Interest( favourite == "tv" )
            then
                segment.add("looked within %1$d days");
            end
            """;

    private static final String OTHER_RULES = """
            rule "A person whose puppy has a birthday soon and who did much"
                @segment("property-birthdays") @title("Birthdays") @owner("test")
            when
                Profile( times("Feature Used") >= 2 || valueOf("Feature Clicked") > 100 )
                Orders( daysSinceLast < 60 || count == 0 )
            then
                segment.add("soon");
            end
            """;

    @Inject
    RuleSets ruleSets;

    @Inject
    DueEvaluations evaluations;

    @Inject
    FactsOfMany factsOfMany;

    @Inject
    PastFacts pastFacts;

    @Inject
    Thresholds thresholds;

    @Inject
    Clock clock;

    @Inject
    Database database;

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    private Path readers;
    private Path birthdays;
    private String versionBefore;
    private int joined;

    static List<Long> seeds() {
        return List.of(Long.getLong("waymark.test.seed", System.nanoTime()));
    }

    @BeforeEach
    void addRules() throws IOException {
        versionBefore = ruleSets.active().version();
        readers = definitions.resolve("rules/segments/property-readers.drl");
        birthdays = definitions.resolve("rules/segments/property-birthdays.drl");
        edit(() -> Files.writeString(readers, RULES.formatted(7)));
    }

    @AfterEach
    void takeRulesBack() throws IOException {
        Files.deleteIfExists(readers);
        Files.deleteIfExists(birthdays);
        await().atMost(20, SECONDS)
                .until(() -> ruleSets.active().version().equals(versionBefore) && evaluations.isFollowed());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldHoldWhatAFullEvaluationSays(long seed) throws IOException {
        System.out.println("memberships: seed " + seed);
        var names = ruleSets.active().asked().eventNames().stream().sorted().toList();
        var lives = new StreamOfLives(seed, names);
        for (int round = 0; round < ROUNDS; round++) {
            // given people do something
            lives.batches(EVENTS_OF_A_ROUND, clock.instant())
                    .forEach(batch -> sendsBatch(batch).then().statusCode(200));
            shouldHoldForAll(lives, "seed %d, round %d: events".formatted(seed, round));

            // when they say what they allow, and rules and bounds change
            sayConsent(lives);
            change(round);
            shouldHoldForAll(lives, "seed %d, round %d: rules and consent".formatted(seed, round));

            // when time passes
            letPass(lives.pause().toString());
            shouldHoldForAll(lives, "seed %d, round %d: time".formatted(seed, round));
        }
        System.out.println("memberships: " + joined + " profiles joined to others");
        assertThat(joined).as("profiles joined to others").isPositive();
    }

    private void change(int round) throws IOException {
        switch (round) {
            case 1 -> edit(() -> Files.writeString(birthdays, OTHER_RULES));
            case 2 -> thresholds.compute();
            case 3 -> edit(() -> Files.writeString(readers, RULES.formatted(40)));
            case 4 -> edit(() -> Files.delete(birthdays));
            default -> {
                // a round without a change of rules
            }
        }
    }

    private interface Edit {
        void run() throws IOException;
    }

    private void edit(Edit edit) throws IOException {
        var before = ruleSets.active().version();
        edit.run();
        await().atMost(20, SECONDS).until(() -> !ruleSets.active().version().equals(before));
    }

    private void sayConsent(StreamOfLives lives) {
        Stream.generate(() -> lives.consent(clock.instant()))
                .limit(12)
                .forEach(said -> database.texts(
                                "select profile_id from identity where value = ?", lives.user(said.getKey()))
                        .forEach(profile -> given().contentType(ContentType.JSON)
                                .body(said.getValue())
                                .post("/api/profiles/{id}/consents", profile)
                                .then()
                                .statusCode(201)));
    }

    /** What time and rules change is followed within seconds; what stays wrong is wrong. */
    private void shouldHoldForAll(StreamOfLives lives, String when) {
        var people = people(lives);
        await().atMost(15, SECONDS).pollInterval(100, MILLISECONDS).untilAsserted(() -> {
            assertThat(evaluations.isFollowed()).isTrue();
            var now = clock.instant();
            var live = live(people);
            assertThat(readWithEvents(people)).as(when + ", as events read it").isEqualTo(memberships(people));
            assertThat(live).as(when + ", by what is kept").isEqualTo(byWhatIsKept(people, now));
            assertThat(live).as(when + ", by what was said").isEqualTo(byWhatWasSaid(people, now));
        });
    }

    private List<ProfileId> people(StreamOfLives lives) {
        var all =
                database.texts("select distinct profile_id from event where message_id like ?", lives.prefix() + "-%");
        var living = database.texts("""
                select id from profile where merged_into is null
                and id in (select profile_id from event where message_id like ?
                           union select merged_into from profile p join event e on e.profile_id = p.id
                           where message_id like ?)
                """, lives.prefix() + "-%", lives.prefix() + "-%");
        joined = all.size() - living.size();
        return living.stream().map(UUID::fromString).map(ProfileId::new).toList();
    }

    /** The copy that stands beside the due date, as far as there is one. */
    private Map<String, Collection<String>> readWithEvents(List<ProfileId> people) {
        return byPerson(
                people,
                profile -> database
                        .texts(
                                "select unnest(case when memberships is null then array(select unnest(array[id::text, segment])"
                                        + " from membership m where m.profile_id = e.profile_id and left_at is null)"
                                        + " else string_to_array(memberships, ' ') end) from evaluation e where profile_id = ?",
                                profile.value())
                        .stream());
    }

    private Map<String, Collection<String>> memberships(List<ProfileId> people) {
        return byPerson(
                people,
                profile -> database
                        .texts(
                                "select unnest(array[id::text, segment]) from membership where profile_id = ? and left_at is null",
                                profile.value())
                        .stream());
    }

    private Map<String, Collection<String>> live(List<ProfileId> people) {
        return byPerson(
                people,
                profile -> database
                        .texts(
                                "select segment from membership where left_at is null and profile_id = ?"
                                        + " union all select 'signal ' || signal from signal_on where profile_id = ?",
                                profile.value(),
                                profile.value())
                        .stream());
    }

    private Map<String, Collection<String>> byWhatIsKept(List<ProfileId> people, Instant now) {
        var rules = ruleSets.active();
        var facts = factsOfMany.read(people, now, rules.asked());
        return byPerson(people, profile -> saidBy(rules, facts.get(profile)));
    }

    private Map<String, Collection<String>> byWhatWasSaid(List<ProfileId> people, Instant now) {
        var rules = ruleSets.active();
        return QuarkusTransaction.requiringNew()
                .call(() -> byPerson(people, profile -> saidBy(rules, pastFacts.asOf(profile, now))));
    }

    private static Stream<String> saidBy(RuleSet rules, ProfileFacts facts) {
        return Stream.concat(
                rules.evaluate(facts).stream().map(Decision::segment),
                rules.signalsOf(facts).stream().map(signal -> "signal " + signal.signal()));
    }

    private static Map<String, Collection<String>> byPerson(
            List<ProfileId> people, Function<ProfileId, Stream<String>> said) {
        var byPerson = new TreeMap<String, Collection<String>>();
        people.forEach(profile ->
                byPerson.put(profile.toString(), said.apply(profile).sorted().toList()));
        return byPerson;
    }
}
