package dev.waymark.segment;

import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who enters and leaves a segment when something happens, and what is kept about why. */
@WaymarkTest
class MembershipTest {

    @Inject
    Memberships memberships;

    @Inject
    RuleSets ruleSets;

    @Inject
    Clock clock;

    @Inject
    Database database;

    @Test
    void shouldKeepSinceWhenByWhichRuleAndWhy() {
        // given
        var before = clock.instant();

        // when
        var ada = Person.signedUp("Ada");

        // then
        assertThat(membershipsOf(ada))
                .filteredOn("segment", "new-signups")
                .singleElement()
                .satisfies(membership -> {
                    assertThat(membership.enteredAt()).isBetween(before, clock.instant());
                    assertThat(membership.leftAt()).isNull();
                    assertThat(membership.rule())
                            .isEqualTo("A person who signed up within the last 24 hours is a new sign-up");
                    assertThat(membership.ruleSet()).isEqualTo(ruleSets.active().version());
                    assertThat(membership.reason()).isEqualTo("signed up within the last 24 hours");
                    assertThat(membership.facts()).containsOnlyKeys("now", "events");
                    assertThat(membership.facts().get("events")).asString().contains("Signed Up", "count=1");
                });
    }

    @Test
    void shouldEnterEngagedWithTheFirstKeyAction() {
        // given
        var ben = Person.somebody().tracks("Feature Viewed");
        assertThat(segmentsOf(ben)).doesNotContain("engaged");

        // when
        ben.tracks("Key Feature Used").tracks("Key Feature Used");

        // then
        assertThat(segmentsOf(ben)).contains("engaged");
        assertThat(rowsOf(ben, "engaged")).isEqualTo(1);
    }

    @Test
    void shouldLeaveWhenTheTimeIsOverWithoutAnyEvent() {
        // given
        var cleo = Person.signedUp("Cleo");
        assertThat(segmentsOf(cleo)).contains("new-signups");

        // when
        letPass("PT24H1M");

        // then
        await().atMost(20, SECONDS).until(() -> !segmentsOf(cleo).contains("new-signups"));
        assertThat(database.number(
                        "select floor(extract(epoch from left_at - entered_at)) from membership"
                                + " where segment = 'new-signups' and profile_id = ?",
                        database.profileOf(cleo)))
                .isGreaterThanOrEqualTo(Duration.ofHours(24).toSeconds());
    }

    @Test
    void shouldStartAnotherMembershipForWhoComesBackButNoOtherEnrolment() {
        // given
        var dan = Person.signedUp("Dan");
        letPass("PT24H1M");
        await().atMost(20, SECONDS).until(() -> !segmentsOf(dan).contains("new-signups"));

        // when
        dan.tracks("Signed Up");

        // then
        assertThat(segmentsOf(dan)).contains("new-signups");
        assertThat(rowsOf(dan, "new-signups")).isEqualTo(2);
        assertThat(dan.enrolments()).hasSize(1);
    }

    /** Kept twice: what an event reads is to be what is shown to people, of everybody. */
    @Test
    void shouldKeepTheSameWithTheEvaluation() {
        // given
        var eve = Person.signedUp("Eve");
        var fay = Person.signedUp("Fay").tracks("Key Feature Used");
        letPass("PT24H1M");
        await().atMost(20, SECONDS).until(() -> !segmentsOf(eve).contains("new-signups"));
        assertThat(segmentsOf(fay)).contains("engaged");

        // when
        eve.tracks("Signed Up");
        sendAnonymously("Key Feature Used", "device-of-fay");
        given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .contentType("application/json")
                .body(Map.of("type", "identify", "userId", fay.userId(), "anonymousId", "device-of-fay"))
                .post("/v1/identify")
                .then()
                .statusCode(200);

        // then
        assertThat(database.number("select count(*) from evaluation where memberships like '%engaged%'"))
                .isPositive();
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(database.texts("""
                        select profile_id || ': ' || memberships || ' is not ' || stored from (
                            select e.profile_id, e.memberships, coalesce((
                                select string_agg(id || ' ' || segment, ' ' order by id) from membership m
                                where m.profile_id = e.profile_id and left_at is null), '') as stored
                            from evaluation e) both_of
                        where memberships <> stored
                        """)).isEmpty());
    }

    /** As a Waymark does that does not know of the copy, while the others are brought up to date. */
    @Test
    void shouldNotBelieveACopyThatSomebodyElseLeftBehind() {
        // given
        var gus = Person.signedUp("Gus").tracks("Feature Viewed");
        var profile = database.profileOf(gus);
        database.run(
                "insert into membership (profile_id, segment, entered_at, rule, rule_set, reason, facts)"
                        + " select profile_id, 'engaged', now(), rule, rule_set, reason, facts from membership"
                        + " where profile_id = ? and segment = 'new-signups'",
                profile);

        // when
        gus.tracks("Key Feature Used");

        // then
        assertThat(rowsOf(gus, "engaged")).isEqualTo(1);
        assertThat(segmentsOf(gus)).contains("engaged");
        assertThat(database.texts("select memberships from evaluation where profile_id = '" + profile + "'"))
                .as("the copy is written again")
                .allMatch(copy -> copy != null && copy.contains("engaged"));
    }

    private static void sendAnonymously(String event, String device) {
        given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .contentType("application/json")
                .body(Map.of("event", event, "anonymousId", device, "messageId", device + event))
                .post("/v1/track")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldCountWhoIsInASegmentNow() {
        // given
        var before = sizeOf("engaged");

        // when
        Person.somebody().tracks("Key Feature Used");

        // then
        assertThat(sizeOf("engaged")).isEqualTo(before + 1);
    }

    private static int sizeOf(String segment) {
        return given().get("/api/segments").jsonPath().getInt("find { it.key == '" + segment + "' }.profiles");
    }

    private List<MembershipView> membershipsOf(Person person) {
        return memberships.of(new ProfileId(database.profileOf(person)));
    }

    private List<String> segmentsOf(Person person) {
        return membershipsOf(person).stream().map(MembershipView::segment).toList();
    }

    private long rowsOf(Person person, String segment) {
        return database.number(
                "select count(*) from membership where profile_id = ? and segment = '" + segment + "'",
                database.profileOf(person));
    }
}
