package dev.waymark.imports;

import static dev.waymark.imports.CsvImport.done;
import static dev.waymark.imports.CsvImport.sends;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People from a CSV file: every good line counts once, every bad one is named. */
@WaymarkTest
class ProfileImportTest {

    @Inject
    Database database;

    private final Person ada = Person.somebody();
    private final Person ben = Person.somebody();

    @Test
    void shouldMakeTraitsOfTheColumns() {
        // when
        var file = done(
                "profiles",
                "userId,email,phone,city,points:number,member:boolean,birthday:date,note",
                ada.userId() + "," + ada.userId() + "@example.org,0812345678,เชียงใหม่,12.50,TRUE,1990-02-28,",
                ben.userId() + ",,,Bangkok,,,,");

        // then
        assertThat(file.counts()).containsExactly(2, 2, 0, 2, 0);
        assertThat(traits(ada))
                .isEqualTo("{\"city\": \"เชียงใหม่\", \"email\": \"" + ada.userId()
                        + "@example.org\", \"phone\": \"0812345678\","
                        + " \"member\": true, \"points\": 12.5, \"birthday\": \"1990-02-28\"}");
        assertThat(traits(ben)).isEqualTo("{\"city\": \"Bangkok\"}");
        assertThat(file.answer().getString("source")).isEqualTo("shop-till");
        assertThat(file.answer().getString("endedAt")).isNotNull();
    }

    @Test
    void shouldChangeNothingWhenTheSameRowsComeAgain() {
        // given
        done("profiles", "userId,city", ada.userId() + ",Bangkok");

        // when
        var again = done("profiles", "city,userId", "Bangkok," + ada.userId(), "Phuket," + ben.userId());

        // then
        assertThat(again.counts()).containsExactly(2, 2, 0, 1, 1);
        assertThat(identifies(ada)).isEqualTo(1);
    }

    @Test
    void shouldCountARowThatWasTrueBeforeAgainWhenItSaysSince() {
        done("profiles", "userId,city,updatedAt", ada.userId() + ",Bangkok,2026-01-01");
        done("profiles", "userId,city,updatedAt", ada.userId() + ",Phuket,2026-02-01");
        done("profiles", "userId,city,updatedAt", ada.userId() + ",Bangkok,2026-03-01T09:00:00+07:00");

        assertThat(identifies(ada)).isEqualTo(3);
        assertThat(database.texts(
                        "select occurred_at at time zone 'UTC' from event where profile_id = ? order by seq",
                        database.profileOf(ada)))
                .containsExactly("2026-01-01 00:00:00", "2026-02-01 00:00:00", "2026-03-01 02:00:00");
    }

    @Test
    void shouldNameEachBadLineAndKeepTheGoodOnes() {
        // when
        var file = done(
                "profiles",
                "userId,points:number,since:date,member:boolean",
                ada.userId() + ",\"1,200\",,",
                ada.userId() + ",,31/12/2025,",
                ",1,,",
                ada.userId() + ",1,,yes",
                ada.userId() + ",1",
                ben.userId() + ",7,,");

        // then
        assertThat(file.refused()).containsExactly("2 points", "3 since", "4 null", "5 member", "6 null");
        assertThat(file.counts()).containsExactly(6, 6, 5, 1, 0);
        assertThat(file.answer().getList("refusals.sentence"))
                .startsWith(
                        "Expected points to be a number such as 1234.50, without thousands separators, but it is not.")
                .endsWith("Expected 4 cells as in the header, but there are 2.");
        assertThat(identifies(ben)).isEqualTo(1);
    }

    @Test
    void shouldReadQuotesLineBreaksAndAByteOrderMark() {
        // when
        var file = done(
                "profiles",
                "\uFEFF\"userId\",\"note\"\r",
                ada.userId() + ",\"She said \"\"hello\"\",\r\nand\tleft \\n {}\"\r",
                "\r",
                ",nobody\r");

        // then
        assertThat(traits(ada)).isEqualTo("{\"note\": \"She said \\\"hello\\\",\\r\\nand\\tleft \\\\n {}\"}");
        assertThat(file.refused()).containsExactly("5 null");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name,city|Expected a column anonymousId or email or lineId or phone or userId, but the header has none."
                        + " It names: city, name.",
                "userId;city|the header has none",
                "userId,userId|names userId twice",
                "userId,|to have a name",
                "userId,points:int|to be followed by :text, :number, :boolean or :date"
            })
    void shouldRefuseAFileByItsHeader(String header, String sentence) {
        sends("profiles", header, "1,2")
                .then()
                .statusCode(422)
                .body("code", is("header-refused"))
                .body("detail", containsString(sentence));
    }

    @Test
    void shouldRefuseWhatIsNoCsvInUtf8AndKeepNothingOfIt() {
        // given
        var before = database.number("select count(*) from import_file");

        // then
        sends("profiles", "").then().statusCode(422);
        sends("profiles", "userId,city\n1,กรุงเทพ".getBytes(Charset.forName("TIS-620")))
                .then()
                .statusCode(422)
                .body("code", is("file-not-utf8"));
        sends("profiles", "userId,city\n1,Bangkok".getBytes(StandardCharsets.UTF_16))
                .then()
                .statusCode(422);
        sends("profiles", "userId,city", ada.userId() + ",Bangkok", "2,\"Phu\"ket", "3,x")
                .then()
                .statusCode(422)
                .body("detail", containsString("after line 2"));
        sends("profiles", "userId,city", "1,\"Bangkok", "2,Phuket").then().statusCode(422);
        assertThat(database.number("select count(*) from import_file")).isEqualTo(before);
        assertThat(database.number("select count(*) from import_row")).isZero();
    }

    @Test
    void shouldRefuseWhatDoesNotSayWhatItIs() {
        given().contentType("text/csv")
                .body("a")
                .post("/api/imports?kind=people&source=x")
                .then()
                .statusCode(400);
        given().contentType("text/csv")
                .body("a")
                .post("/api/imports?kind=orders")
                .then()
                .statusCode(400);
        given().contentType("text/csv")
                .body("a")
                .post("/api/imports?kind=orders&source=A+b")
                .then()
                .statusCode(400);
        given().get("/api/imports/{id}", UUID.randomUUID()).then().statusCode(404);
        given().get("/api/imports/{id}/refusals", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void shouldPageThroughManyRefusals() {
        // given
        var lines = new ArrayList<>(List.of("userId,city"));
        IntStream.range(0, 120).forEach(number -> lines.add(",Bangkok"));
        var file = done("profiles", lines.toArray(String[]::new));

        // when
        var first = given().get("/api/imports/{id}/refusals", file.id()).jsonPath();
        var second = given().get("/api/imports/{id}/refusals?cursor=" + first.getString("next"), file.id())
                .jsonPath();

        // then
        assertThat(file.answer().getList("refusals")).hasSize(100);
        assertThat(first.getList("items.line")).startsWith(2).endsWith(101);
        assertThat(second.getList("items.line")).startsWith(102).endsWith(121);
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void shouldListImportsNewestFirst() {
        var older = done("profiles", "userId", ada.userId());
        var newer = done("profiles", "userId");

        assertThat(given().get("/api/imports?limit=2").jsonPath().getList("items.id"))
                .containsExactly(newer.id(), older.id());
        assertThat(newer.counts()).containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void shouldGoOnAfterARestartWhereItWasAndCountNothingTwice() {
        // given: Ada's row was stored, but the process died before it could note that; Ben's had no turn yet
        done("profiles", "userId,city", ada.userId() + ",Bangkok");
        var id = UUID.randomUUID();
        database.run(
                "insert into import_file (id, kind, source, status, header, rows_total, rows_done, events_stored,"
                        + " created_at, worked_at) values (?, 'PROFILES', 'shop-till', 'RUNNING',"
                        + " array['userId', 'city'], 3, 1, 1, now(), now())",
                id);
        database.run("insert into import_row values (?, 3, 'line 3', array[?, 'Bangkok'])", id, ada.userId());
        database.run("insert into import_row values (?, 4, 'line 4', array[?, 'Phuket'])", id, ben.userId());

        // when
        var file = new CsvImport(id.toString()).awaitDone();

        // then
        assertThat(file.counts()).containsExactly(3, 3, 0, 2, 1);
        assertThat(identifies(ada)).isEqualTo(1);
        assertThat(identifies(ben)).isEqualTo(1);
    }

    @Test
    void shouldKeepNothingOfTheFileOnceItIsDone() {
        // given
        var lines = new ArrayList<>(List.of("userId,city"));
        IntStream.range(0, 1_201).forEach(number -> lines.add(ada.userId() + ",Bangkok " + number));

        // when
        var file = done("profiles", lines.toArray(String[]::new));

        // then
        assertThat(file.counts()).containsExactly(1_201, 1_201, 0, 1_201, 0);
        await().atMost(5, SECONDS)
                .until(() -> database.number(
                                "select count(*) from import_row where import_id = ?", UUID.fromString(file.id()))
                        == 0);
    }

    private String traits(Person person) {
        return database.text(
                "select properties::text from event where type = 'identify' and profile_id = ?",
                database.profileOf(person));
    }

    private long identifies(Person person) {
        return database.number(
                "select count(*) from event where type = 'identify' and profile_id = ?", database.profileOf(person));
    }
}
