package dev.waymark.offer;

import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Together;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@WaymarkTest
class CodesTest {

    @Inject
    Codes codes;

    @Inject
    Database database;

    @Test
    void shouldMakeCodesThatCanBeReadAloud() {
        // given
        var ada = somebody();

        // when
        var made = IntStream.range(0, 200)
                .mapToObj(offer -> codes.reserve("offer-" + offer, ada).orElseThrow())
                .toList();

        // then
        assertThat(made).allMatch(code -> code.matches("[0-9A-Z]{5}-[0-9A-Z]{5}"));
        assertThat(String.join("", made)).doesNotContain("I", "L", "O", "U");
        assertThat(new HashSet<>(made)).hasSameSizeAs(made);
    }

    @Test
    void shouldReserveOneCodeHoweverManyAskAtOnce() {
        // given
        var ada = somebody();

        // when
        List<Callable<String>> asking =
                Collections.nCopies(8, () -> codes.reserve("once", ada).orElseThrow());
        var answers = Together.all(asking);

        // then
        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(statusOf(answers.getFirst())).isEqualTo("RESERVED");
    }

    @Test
    void shouldStayConfirmed() {
        // given
        var code = codes.reserve("gift", somebody()).orElseThrow();

        // when
        codes.confirm(code);
        var confirmedAt = database.text("select confirmed_at from code where code = ?", code);
        codes.confirm(code);

        // then
        assertThat(statusOf(code)).isEqualTo("CONFIRMED");
        assertThat(database.text("select confirmed_at from code where code = ?", code))
                .isEqualTo(confirmedAt);
    }

    @Test
    void shouldGiveWayToANewCodeOnlyWhenItHasExpired() {
        // given
        var ada = somebody();
        var first = codes.reserve("one-week", ada).orElseThrow();
        letPass("P6DT23H");
        assertThat(codes.reserve("one-week", ada).orElseThrow()).isEqualTo(first);

        // when
        letPass("PT1H");
        List<Callable<String>> asking =
                Collections.nCopies(8, () -> codes.reserve("one-week", ada).orElseThrow());
        var answers = Together.all(asking);

        // then
        assertThat(new HashSet<>(answers)).hasSize(1).doesNotContain(first);
        assertThat(codes.reserve("one-week", ada).orElseThrow()).isEqualTo(answers.getFirst());
    }

    @Test
    void shouldGiveNoOtherWhenItIsRedeemed() {
        var ada = somebody();
        var code = codes.reserve("one-week", ada).orElseThrow();

        given().contentType("application/json")
                .post("/api/codes/{code}/redeem", code)
                .then()
                .statusCode(200);

        assertThatThrownBy(() -> codes.reserve("one-week", ada))
                .isInstanceOf(NoCode.class)
                .hasMessage("code-redeemed");
        assertThat(codes.good("one-week", ada)).isEmpty();
    }

    private ProfileId somebody() {
        return new ProfileId(database.profileOf(Person.somebody().tracks("Looked Around")));
    }

    private String statusOf(String code) {
        return database.text("select status from code where code = ?", code);
    }
}
