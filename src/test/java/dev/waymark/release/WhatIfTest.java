package dev.waymark.release;

import static dev.waymark.release.RuleReleasesApi.as;
import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.segment.RuleSets;
import dev.waymark.support.Actor;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a release would change, held against what it does change. */
@WaymarkTest
class WhatIfTest {

    private static final String ENGAGED = "rules/segments/engaged.drl";
    private static final String NEW_SIGNUPS = "rules/segments/new-signups.drl";
    private static final String FRESH = "rules/segments/what-if-fresh.drl";

    /** Of whom nothing but the test changes anything. */
    private static final int LEAVING = 23;

    private static final int FRESHLY = 31;
    private static final int SIGNING_UP = 5;

    @Inject
    Database database;

    @Inject
    WhatIfs whatIfs;

    @Inject
    WhatIfRun run;

    @Inject
    RuleSets ruleSets;

    @Inject
    Clock clock;

    private final RuleReleasesApi api = new RuleReleasesApi();
    private final String mark = "What If " + UUID.randomUUID();
    private int before;

    @BeforeEach
    void remember() {
        before = api.active();
    }

    @AfterEach
    void rollBack() {
        if (api.active() != before) {
            api.rollBack("tester", before, "the test is over").statusCode(200);
        }
    }

    @Test
    void shouldSayExactlyWhatActivatingDoes() {
        // given people whose memberships are what the active rules say
        people(LEAVING, "Key Feature Used", mark + " Left");
        people(FRESHLY, mark + " Fresh");
        var enrolledBefore = people(1, "Signed Up", mark + " Signed").getFirst();
        letPass("PT24H1M");
        people(SIGNING_UP, mark + " Signed");
        awaitEverybodyEvaluated();
        var lastMembership = database.number("select coalesce(max(id), 0) from membership");
        var journeysBefore = database.number("select count(*) from enrolment where journey = 'welcome'");
        var candidate = candidate();

        // when
        var result = done(candidate, "");

        // then nothing has changed; time may have moved people of other tests elsewhere
        assertThat(database.number(
                        "select count(*) from membership where id > ?"
                                + " and segment in ('engaged', 'new-signups', 'what-if-fresh')",
                        lastMembership))
                .isZero();

        // when
        api.approve("Ben", candidate).statusCode(200);
        api.activate("Ben", candidate).statusCode(200);
        awaitEverybodyEvaluated();

        // then
        for (var segment : List.of("engaged", "new-signups", "what-if-fresh")) {
            var entered = database.texts(
                    "select profile_id from membership where id > ? and segment = ?", lastMembership, segment);
            var left = database.texts(
                    "select profile_id from membership where id <= ? and segment = ? and left_at is not null"
                            + " and left_at >= cast(? as timestamptz)",
                    lastMembership,
                    segment,
                    result.getString("startedAt"));
            assertThat(number(result, segment, "enter")).as(segment).isEqualTo(entered.size());
            assertThat(number(result, segment, "leave")).as(segment).isEqualTo(left.size());
            assertThat(entered).containsAll(examples(result, segment, "enterExamples"));
            assertThat(left).containsAll(examples(result, segment, "leaveExamples"));
            assertThat(number(result, segment, "enter") + number(result, segment, "stay"))
                    .as(segment)
                    .isEqualTo(database.number(
                            "select count(*) from membership where segment = ? and left_at is null", segment));
        }
        assertThat(number(result, "engaged", "leave")).isEqualTo(LEAVING);
        assertThat(number(result, "what-if-fresh", "enter")).isEqualTo(FRESHLY);

        // and enrolments
        var welcome = "result.journeys.find { it.journey == 'welcome' }.";
        assertThat(result.getInt(welcome + "wouldStart")).isEqualTo(SIGNING_UP).isEqualTo((int)
                (database.number("select count(*) from enrolment where journey = 'welcome'") - journeysBefore));
        assertThat(number(result, "new-signups", "enter")).isEqualTo(SIGNING_UP + result.getInt(welcome + "heldBack"));
        assertThat(result.getInt(welcome + "heldBack")).isEqualTo(1);
        assertThat(enrolledBefore.enrolments()).hasSize(1);
    }

    @Test
    void shouldGiveExamplesWithTheRuleBehindThem() {
        // given
        people(LEAVING, "Key Feature Used", mark + " Left");
        people(FRESHLY, mark + " Fresh");
        var candidate = candidate();

        // when
        var result = done(candidate, "");

        // then
        assertThat(result.getList("result.segments.key")).containsExactly("engaged", "new-signups", "what-if-fresh");
        assertThat(result.getString("result.segments.find { it.key == 'what-if-fresh' }.presence"))
                .isEqualTo("ADDED");
        assertThat(result.<Map<String, String>>getList(
                        "result.segments.find { it.key == 'what-if-fresh' }.enterExamples"))
                .hasSize(20)
                .allSatisfy(example -> assertThat(example)
                        .containsEntry("rule", "Somebody is what-if-fresh")
                        .containsEntry("reason", "because"));
        assertThat(result.<Map<String, String>>getList("result.segments.find { it.key == 'engaged' }.leaveExamples"))
                .hasSize(20)
                .allSatisfy(example -> assertThat(example).containsEntry("reason", "used a key feature"));
        assertThat(api.release(candidate).getString("whatIf.status")).isEqualTo("DONE");
        assertThat(api.release(candidate).getInt("whatIf.comparedTo")).isEqualTo(before);
    }

    @Test
    void shouldLookAtASample() {
        // given
        people(FRESHLY, mark + " Fresh");
        var candidate = candidate();
        var everybody = database.number("select count(*) from profile where merged_into is null and erased_at is null");

        // when
        var result = done(candidate, "?sample=20");

        // then
        assertThat(result.getLong("people.done")).isEqualTo(20);
        assertThat(result.getLong("people.total")).isEqualTo(20);
        assertThat(result.getDouble("result.share")).isCloseTo(20.0 / everybody, offset(0.001));

        // and the same one again
        assertThat(done(candidate, "?sample=20").<Object>get("result.segments"))
                .isEqualTo(result.get("result.segments"));
        begin(candidate, "?sample=0").statusCode(400);
    }

    @Test
    void shouldRunOneAtATimeAndStopWhenItIsCancelled() {
        // given one that takes long
        var candidate = candidate();
        var other = candidate();
        var slow = whatIfs.begin(new WhatIfs.Question(candidate, before, new Actor("Ada"), null))
                .orElseThrow();

        // then
        begin(other, "").statusCode(409).body("code", equalTo("what-if-running"));

        // when
        as("Ben")
                .delete("/api/rule-releases/{number}/what-if", candidate)
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));

        // then it ends by itself
        assertThat(run.run(
                        new Comparison(ruleSets.active(), ruleSets.active()),
                        null,
                        people -> whatIfs.progress(slow, people)))
                .isEmpty();
        whatIfs.finish(slow, new WhatIfResult(Instant.EPOCH, 1, List.of(), List.of(), List.of()));
        given().get("/api/rule-releases/{number}/what-if", candidate)
                .then()
                .body("status", equalTo("CANCELLED"))
                .body("result", equalTo(null));
        as("Ben")
                .delete("/api/rule-releases/{number}/what-if", candidate)
                .then()
                .statusCode(409);

        // and others may run
        assertThat(done(other, "").getString("status")).isEqualTo("DONE");
    }

    @Test
    void shouldBeInterruptedByAKill() {
        // given
        var candidate = candidate();
        whatIfs.begin(new WhatIfs.Question(candidate, before, new Actor("Ada"), null))
                .orElseThrow();

        // when nobody has told of it for a while
        database.run(
                "update rule_what_if set alive_until = clock_timestamp() - interval '1 second' where release_number = ?",
                candidate);

        // then
        given().get("/api/rule-releases/{number}/what-if", candidate)
                .then()
                .statusCode(200)
                .body("status", equalTo("INTERRUPTED"));
        assertThat(done(candidate, "").getString("status")).isEqualTo("DONE");
    }

    @Test
    void shouldAskOnlyAboutWhatCouldDecide() {
        begin(before, "").statusCode(409).body("code", equalTo("release-not-comparable"));
        begin(999_999, "").statusCode(404);
        given().post("/api/rule-releases/{number}/what-if", candidate())
                .then()
                .statusCode(400)
                .body("code", equalTo("actor-missing"));
        given().get("/api/rule-releases/{number}/what-if", candidate())
                .then()
                .statusCode(404)
                .body("code", equalTo("what-if-unknown"));
    }

    /** People who did these things. */
    private List<Person> people(int count, String... events) {
        var people = IntStream.range(0, count).mapToObj(i -> Person.somebody()).toList();
        assertThat(sendsBatch(people.stream()
                                .flatMap(person -> Stream.of(events).map(event -> track(person.userId(), event)))
                                .toList())
                        .statusCode())
                .isEqualTo(200);
        return people;
    }

    /** In the background, as after every activation; what time alone changes too. */
    private void awaitEverybodyEvaluated() {
        await().atMost(120, SECONDS)
                .until(() ->
                        database.number("""
                                select count(*) from profile p left join evaluation e on e.profile_id = p.id
                                where p.merged_into is null and p.erased_at is null
                                and (e.basis is null or e.basis not like ? || '%' or e.due_at <= cast(? as timestamptz))
                                """, api.liveVersion(), clock.instant().toString()) == 0);
    }

    private int candidate() {
        var texts = api.release(before).<String, String>getMap("files");
        return api.handIn(
                        "Ada",
                        before,
                        Map.of(
                                ENGAGED,
                                changed(texts.get(ENGAGED), "did(\"Key Feature Used\")", ", !did(\"%s Left\")"),
                                NEW_SIGNUPS,
                                changed(
                                        texts.get(NEW_SIGNUPS),
                                        "didWithinHours(\"Signed Up\", 24)",
                                        " || did(\"%s Signed\")"),
                                FRESH,
                                rule("what-if-fresh", "did(\"%s Fresh\")".formatted(mark))))
                .statusCode(201)
                .body("status", equalTo("CHECKED"))
                .extract()
                .jsonPath()
                .getInt("number");
    }

    private String changed(String text, String condition, String addition) {
        assertThat(text).contains(condition);
        return text.replace(condition, condition + addition.formatted(mark));
    }

    private static ValidatableResponse begin(int release, String query) {
        return as("Ada")
                .post("/api/rule-releases/" + release + "/what-if" + query)
                .then();
    }

    private static JsonPath done(int release, String query) {
        begin(release, query).statusCode(202).header("Location", endsWith("/what-if"));
        await().atMost(60, SECONDS)
                .until(() -> !read(release).getString("status").equals("RUNNING"));
        var read = read(release);
        assertThat(read.getString("status")).isEqualTo("DONE");
        return read;
    }

    private static JsonPath read(int release) {
        return given().get("/api/rule-releases/{number}/what-if", release)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static int number(JsonPath result, String segment, String what) {
        return result.getInt("result.segments.find { it.key == '" + segment + "' }." + what);
    }

    private static List<String> examples(JsonPath result, String segment, String which) {
        return result.getList("result.segments.find { it.key == '" + segment + "' }." + which + ".profile");
    }

    private static String rule(String key, String condition) {
        return """
                rule "Somebody is %s" @segment("%1$s") @title("%1$s") @owner("growth")
                when Profile( %s ) then segment.add("because"); end
                """.formatted(key, condition);
    }
}
