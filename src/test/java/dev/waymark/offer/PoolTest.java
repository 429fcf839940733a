package dev.waymark.offer;

import static dev.waymark.offer.PoolFile.codes;
import static dev.waymark.offer.PoolFile.done;
import static dev.waymark.offer.PoolFile.fill;
import static dev.waymark.offer.PoolFile.pool;
import static dev.waymark.offer.PoolFile.sendCsv;
import static dev.waymark.offer.PoolFile.sendJson;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Together;
import dev.waymark.testing.WaymarkTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A pool of codes")
class PoolTest {

    @Inject
    Codes codes;

    @Inject
    Database database;

    @Inject
    DataSource source;

    @Inject
    Clock clock;

    @BeforeEach
    void empty() {
        database.run("delete from code where from_pool");
        database.run("delete from pool_code");
    }

    @Test
    void shouldGiveEachPersonOneCodeOfItsOwnAndNoTwoTheSame() {
        // given
        var imported = codes(20);
        fill("partner-gift", imported);
        var people = Stream.generate(this::somebody).limit(10).toList();

        // when: everybody is asked for twice, all at once
        var given = Together.all(Stream.concat(people.stream(), people.stream())
                .<Callable<String>>map(
                        person -> () -> codes.reserve("partner-gift", person).orElseThrow())
                .toList());

        // then
        assertThat(given.subList(0, 10)).isEqualTo(given.subList(10, 20)).doesNotHaveDuplicates();
        assertThat(imported).containsAll(given);
        assertThat(pool("partner-gift").getInt("codes.free")).isEqualTo(10);
        assertThat(pool("partner-gift").getInt("codes.reserved")).isEqualTo(10);
    }

    @Test
    void shouldLoseNoCodeWhenManyAskForOnePersonAtOnce() {
        // given
        fill("partner-gift", codes(20));

        for (int round = 1; round <= 10; round++) {
            // when
            var ada = somebody();
            var given = Together.all(Collections.<Callable<String>>nCopies(
                    6, () -> codes.reserve("partner-gift", ada).orElseThrow()));

            // then
            assertThat(given).containsOnly(given.getFirst());
            assertThat(pool("partner-gift").getInt("codes.free")).isEqualTo(20 - round);
        }
    }

    @Test
    void shouldNotLetOneSenderWaitForAnother() throws Exception {
        // given: a sender that has drawn and not ended yet
        fill("partner-gift", codes(2));
        try (var other = source.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select code from pool_code where offer = 'partner-gift'"
                    + " order by good_until, seq limit 1 for update");

            // when
            var drawn = codes.reserve("partner-gift", somebody());

            // then
            assertThat(drawn).isPresent();
            other.rollback();
        }
    }

    @Test
    void shouldSayWhatBecameOfEachLine() {
        // given
        fill("partner-files", List.of("TAKEN-0001"));

        // when
        var file = done(sendCsv("partner-files", null, """
                code,goodUntil
                FRESH-0001,
                taken 0001,
                TAKEN0001,
                abc,
                FRESH-0002,2020-01-01
                FRESH-0003,tomorrow
                fresh-0001,
                FRESH-0004,2999-01-01
                """));

        // then
        assertThat(file.getInt("rows.total")).isEqualTo(8);
        assertThat(file.getInt("rows.refused")).isEqualTo(6);
        assertThat(file.getList("refusals.line")).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(file.getList("refusals.column"))
                .containsExactly("code", "code", "code", "goodUntil", "goodUntil", "code");
        assertThat(file.getString("refusals[1].sentence")).startsWith("Expected each code once");
        assertThat(pool("partner-files").getInt("codes.free")).isEqualTo(3);
    }

    @Test
    void shouldTakeAFileOnceForOneKey() {
        // given
        var key = UUID.randomUUID().toString();
        var file = "[{\"code\": \"JSON-0001\", \"goodUntil\": \"2999-01-01\"}, {\"code\": \"JSON-0002\"}]";

        // when
        var first = done(sendJson("partner-files", key, file));
        var again = done(sendJson("partner-files", key, file));

        // then
        assertThat(again.getString("id")).isEqualTo(first.getString("id"));
        assertThat(first.getInt("rows.refused")).isZero();
        assertThat(pool("partner-files").getInt("codes.free")).isEqualTo(2);
        sendJson("partner-files", key, "[{\"code\": \"JSON-0003\"}]")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        sendJson("partner-gift", key, file).then().statusCode(422);
    }

    @Test
    void shouldRefuseAFileThatIsNone() {
        sendJson("partner-files", null, "{\"code\": \"X\"}")
                .then()
                .statusCode(422)
                .body("detail", containsString("a JSON list of objects"));
        sendJson("partner-files", null, "[{\"code\": \"JSON-0009\", \"offer\": \"x\"}]")
                .then()
                .statusCode(422)
                .body("detail", containsString("code, goodUntil, but object 1"));
        sendJson("partner-files", null, "[{\"code\": [1]}]").then().statusCode(422);
        sendJson("partner-files", null, "[{\"code\": \"JSON-0009\"}").then().statusCode(422);
        sendJson("partner-files", null, "[{\"code\": \"JSON-0009\"}] x").then().statusCode(422);
        sendCsv("partner-files", null, "codes\nX").then().statusCode(422).body("code", equalTo("header-refused"));
        sendCsv("one-week", null, "code\nX").then().statusCode(404).body("code", equalTo("pool-unknown"));
        assertThat(pool("partner-files").getInt("codes.free")).isZero();
    }

    @Test
    void shouldSayOnceThatItRunsOutBeforeItIsEmpty() {
        // given
        fill("partner-few", codes(3));
        await().atMost(10, SECONDS).until(() -> alarms() == 0);
        assertThat(pool("partner-few").getBoolean("isAlarm")).isFalse();

        // when
        codes.reserve("partner-few", somebody());

        // then
        await().atMost(10, SECONDS).until(() -> alarms() == 1);
        assertThat(pool("partner-few").getBoolean("isAlarm")).isTrue();
        assertThat(pool("partner-few").getString("alarmSince")).isNotNull();
        assertThat(pool("partner-few").getInt("codes.free")).isEqualTo(2);
        given().get("/q/health/well")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'code-pools' }.data.partner-few", equalTo(2));
        given().get("/q/health/ready").then().statusCode(200);

        // when
        fill("partner-few", codes(5));

        // then
        await().atMost(10, SECONDS).until(() -> alarms() == 0);
        assertThat(pool("partner-few").getBoolean("isAlarm")).isFalse();
    }

    @Test
    void shouldHaveNothingToGiveWhenItIsEmpty() {
        var ada = somebody();

        assertThatThrownBy(() -> codes.reserve("partner-none", ada))
                .isInstanceOf(NoCode.class)
                .hasMessage("codes-exhausted");
        assertThat(codes.reserve("partner-hint", ada)).isEmpty();
        assertThat(codes.good("partner-none", ada)).isEmpty();
    }

    @Test
    void shouldGiveTheCodesFirstThatEndFirstAndNoneThatHasEnded() {
        // given
        done(sendCsv("partner-gift", null, """
                code,goodUntil
                LATER-0001,
                SOONER-0001,2999-01-01
                """));
        database.run("insert into pool_code (code, offer, lookup, good_until, import_id, line)"
                + " select 'OVER-0001', offer, 'OVER0001', '2020-01-01', import_id, 9 from pool_code limit 1");

        // then
        assertThat(codes.reserve("partner-gift", somebody())).hasValue("SOONER-0001");
        assertThat(codes.reserve("partner-gift", somebody())).hasValue("LATER-0001");
        assertThatThrownBy(() -> codes.reserve("partner-gift", somebody())).hasMessage("codes-exhausted");
        assertThat(pool("partner-gift").getInt("codes.expired")).isEqualTo(1);
    }

    @Test
    void shouldBeRedeemedOnceHoweverItIsTypedAndNotWhenItHasExpired() {
        // given
        fill("partner-gift", List.of("Sommer_ab-001", "WINTER-00001", "NOBODYS-001"));
        var code = codes.reserve("partner-gift", somebody()).orElseThrow();
        var other = codes.reserve("partner-gift", somebody()).orElseThrow();

        // then
        assertThat(code).isEqualTo("Sommer_ab-001");
        redeem("sommer_AB 001", "web-1").then().statusCode(200).body("code", equalTo(code));
        redeem(code, "till-2").then().statusCode(409).body("code", equalTo("code-redeemed"));
        redeem("NOBODYS-001", "web-3").then().statusCode(404).body("code", equalTo("code-unknown"));
        letPass("P30D");
        redeem(other, "web-4")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("code-expired"));
        assertThat(pool("partner-gift").getInt("codes.redeemed")).isEqualTo(1);
        assertThat(pool("partner-gift").getInt("codes.expired")).isEqualTo(1);
        assertThat(pool("partner-gift").getInt("codes.free")).isEqualTo(1);
    }

    @Test
    void shouldTakeBackWhatWasForgottenButNothingThatSomebodyMayHaveSeen() {
        // given
        fill("partner-gift", codes(3));
        var forgotten = codes.reserve("partner-gift", somebody()).orElseThrow();
        var ada = somebody();
        var shown = codes.reserve("partner-gift", ada).orElseThrow();
        assertThat(codes.good("partner-gift", ada)).hasValue(shown);
        var sent = codes.reserve("partner-gift", somebody()).orElseThrow();
        codes.confirm(sent);

        // when
        var given = codes.giveBackForgotten(clock.instant().minus(Duration.ofDays(2)), 100);
        letPass("P2DT1H");
        var later = codes.giveBackForgotten(clock.instant().minus(Duration.ofDays(2)), 100);

        // then: this or the background has done it
        assertThat(given).isZero();
        assertThat(later).isBetween(0, 1);
        assertThat(database.texts("select code from pool_code where taken_at is null"))
                .containsExactly(forgotten);
        assertThat(database.texts("select code from code where from_pool")).containsExactlyInAnyOrder(shown, sent);
    }

    @Test
    void shouldKeepAFullSendToManyPeopleWithinItsCodes() {
        // given
        fill("partner-gift", codes(30));
        var people = Stream.generate(this::somebody).limit(40).toList();

        // when
        var given = Together.all(IntStream.range(0, 8)
                .<Callable<List<String>>>mapToObj(sender -> () -> people.subList(sender * 5, sender * 5 + 5).stream()
                        .map(person -> {
                            try {
                                return codes.reserve("partner-gift", person).orElseThrow();
                            } catch (NoCode none) {
                                return String.valueOf(none.getMessage());
                            }
                        })
                        .toList())
                .toList());

        // then
        var all = given.stream().flatMap(List::stream).toList();
        assertThat(all).filteredOn("codes-exhausted"::equals).hasSize(10);
        assertThat(all)
                .filteredOn(code -> !code.equals("codes-exhausted"))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    private long alarms() {
        return database.number("select count(*) from pool_alarm where offer = 'partner-few'");
    }

    private Response redeem(String code, String order) {
        return given().contentType("application/json")
                .body(Map.of("orderId", order))
                .post("/api/codes/{code}/redeem", code);
    }

    private ProfileId somebody() {
        return new ProfileId(database.profileOf(Person.somebody().tracks("Looked Around")));
    }
}
