package dev.waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One broker and one database for all methods, in order: each goes on from where the one before has left them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class EngineRecordExportTest {

    /** Process, start and end event entered and completed, and the flow between them. */
    private static final int ROWS_PER_INSTANCE = 7;

    @TempDir
    static Path temporary;

    private static DataFolder folder;
    private static int port;
    private static EmbeddedPostgres postgres;
    private static EmbeddedBroker broker;
    private static CamundaClient client;
    private static int instances;

    @BeforeAll
    static void startParts() {
        folder = DataFolder.open(temporary);
        port = Ports.free();
        postgres = EmbeddedPostgres.start(folder, false, port);
        broker = EmbeddedBroker.start(folder, TestParts.in(temporary), postgres.access());
        client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.ports().grpcAddress())
                .restAddress(broker.ports().restAddress())
                .preferRestOverGrpc(false)
                .build();
        awaitReady();
    }

    @AfterAll
    static void stopParts() {
        client.close();
        broker.stop();
        postgres.stop();
        folder.release();
    }

    @Test
    @Order(1)
    void shouldWaitForTheTableAndThenWriteEveryEventOnce() throws SQLException, IOException {
        // given
        var process = Bpmn.createExecutableProcess("tiny")
                .startEvent("start")
                .sequenceFlowId("flow")
                .endEvent("end")
                .done();
        client.newDeployResourceCommand()
                .addProcessModel(process, "tiny.bpmn")
                .send()
                .join();
        run(20);

        // when
        Sql.run(postgres.access(), migrations());

        // then
        awaitAllRows();
        assertThat(Sql.text(postgres.access(), storyOfOneInstance()))
                .isEqualTo("tiny ACTIVATED, start ACTIVATED, start COMPLETED, flow SEQUENCE_FLOW_TAKEN,"
                        + " end ACTIVATED, end COMPLETED, tiny COMPLETED");
    }

    @Test
    @Order(2)
    void shouldLoseNothingWhileTheDatabaseIsAway() {
        // given
        postgres.stop();
        run(5);

        // when
        postgres = EmbeddedPostgres.start(folder, false, port);

        // then
        awaitAllRows();
    }

    @Test
    @Order(3)
    void shouldWriteAgainWithoutDuplicatesAfterAKillOfTheBroker() throws SQLException {
        // given
        Sql.run(
                postgres.access(),
                "delete from engine_record where position >= (select max(position) - 20 from engine_record)");

        // when
        restartBroker();
        run(5);

        // then
        awaitAllRows();
    }

    @Test
    @Order(4)
    void shouldWriteNothingOfAnotherPast() throws SQLException {
        // given a broker that was set back: up to a point it tells what the database knows
        var rows = Sql.number(postgres.access(), "select count(*) from engine_record");
        var latest = " where position > (select max(position) - 20 from engine_record)";
        Sql.run(postgres.access(), "update engine_record set at = at - interval '1 day'" + latest);
        restartBroker();

        // when
        await().atMost(Duration.ofSeconds(30)).until(() -> isForeign());
        run(5);

        // then
        assertThat(Sql.number(postgres.access(), "select count(*) from engine_record"))
                .isEqualTo(rows);

        // when the right one is brought back
        Sql.run(postgres.access(), "update engine_record set at = at + interval '1 day'" + latest);

        // then
        awaitAllRows();
        assertThat(isForeign()).isFalse();
    }

    @Test
    @Order(5)
    void shouldWriteTheKindOfAnIncidentButNotItsText() throws SQLException {
        // given
        var process = Bpmn.createExecutableProcess("stuck")
                .startEvent("start")
                .intermediateCatchEvent("wait", wait -> wait.timerWithDurationExpression("missing"))
                .done();
        client.newDeployResourceCommand()
                .addProcessModel(process, "stuck.bpmn")
                .send()
                .join();

        // when
        client.newCreateInstanceCommand()
                .bpmnProcessId("stuck")
                .latestVersion()
                .send()
                .join();

        // then
        var incident = "select coalesce(max(intent || ' ' || element_id || ' ' || detail), '') from engine_record"
                + " where detail is not null";
        await().untilAsserted(() ->
                assertThat(Sql.text(postgres.access(), incident)).isEqualTo("CREATED wait EXTRACT_VALUE_ERROR"));
    }

    private static void restartBroker() {
        var killed = ProcessHandle.of(broker.pid()).orElseThrow();
        killed.destroyForcibly();
        await().until(() -> !killed.isAlive());
        awaitReady();
    }

    private static boolean isForeign() throws SQLException {
        return Sql.number(postgres.access(), "select count(foreign_since) from engine_cursor") == 1;
    }

    private static void run(int count) {
        for (var each = 0; each < count; each++) {
            client.newCreateInstanceCommand()
                    .bpmnProcessId("tiny")
                    .latestVersion()
                    .send()
                    .join();
        }
        instances += count;
    }

    private static void awaitReady() {
        await().atMost(Duration.ofSeconds(60)).until(broker::isReady);
    }

    private static void awaitAllRows() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Sql.number(postgres.access(), "select count(*) from engine_record"))
                        .isEqualTo(instances * ROWS_PER_INSTANCE));
    }

    private static String storyOfOneInstance() {
        return "select string_agg(element_id || ' ' || replace(intent, 'ELEMENT_', ''), ', ' order by position)"
                + " from engine_record where instance = (select min(instance) from engine_record)";
    }

    /** Those that make what the exporter writes to; the outbox is another's. */
    private static String migrations() throws IOException {
        return migration("V002__engine.sql")
                + "create table outbox (id bigint, kind text, constraint outbox_kind check (true));"
                + migration("V056__incidents.sql");
    }

    private static String migration(String file) throws IOException {
        try (var resource = EngineRecordExportTest.class.getResourceAsStream("/db/migration/" + file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
