package dev.waymark.fault;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.RunningApplication;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CSV file that was taken is worked to its end, wherever the application dies, and no row counts twice. */
class ImportFault {

    private static final int ROWS = 1_300;

    @TempDir
    static Path folder;

    @AfterAll
    static void reset() {
        RestAssured.reset();
    }

    @Test
    void shouldGoOnWithAFileAfterDyingBetweenItsEventsAndItsPosition() throws Exception {
        // given it dies after the events of the first rows were stored, before that was noted
        try (var first = start("import.after-ingest")) {
            first.awaitWorking();
            handIn();
            first.awaitDeath();
        }

        // when
        try (var second = start("none")) {
            second.awaitWorking();
            var id = given().get("/api/imports").jsonPath().getString("items[0].id");
            await().atMost(60, SECONDS)
                    .until(() -> given().get("/api/imports/{id}", id).jsonPath().getString("status"), "DONE"::equals);

            // then
            var done = given().get("/api/imports/{id}", id).jsonPath();
            assertThat(done.getInt("rows.done")).isEqualTo(ROWS);
            assertThat(done.getInt("events.repeated")).isEqualTo(500);
            assertThat(done.getInt("events.stored")).isEqualTo(ROWS - 500);
            assertThat(second.count("select count(*) from event where source = ?", "crm"))
                    .isEqualTo(ROWS);
            assertThat(second.count("select count(*) from import_row where key <> ?", ""))
                    .isZero();
        }
    }

    private static RunningApplication start(String killAt) throws Exception {
        return RunningApplication.start(folder.resolve("data"), Map.of("WAYMARK_FAULT_KILL_AT", killAt));
    }

    /** Dies perhaps before it answers, but not before it has the file. */
    private static void handIn() {
        var file = IntStream.range(0, ROWS)
                .mapToObj(number -> "person-" + number + ",Bangkok")
                .collect(Collectors.joining("\n", "userId,city\n", "\n"));
        try {
            given().contentType("text/csv").body(file).post("/api/imports?kind=profiles&source=crm");
        } catch (Exception diedMeanwhile) {
            assertThat(diedMeanwhile).isInstanceOf(IOException.class);
        }
    }
}
