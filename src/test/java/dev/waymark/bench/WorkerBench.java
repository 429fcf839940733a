package dev.waymark.bench;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.ProcessEngine;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepJob;
import io.agroal.api.AgroalDataSource;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B6: steps per second through Waymark's workers, each with its claim and the row of a message, against workers of the
 * same client that do nothing. The jobs lie ready before a round begins. Beside it, what a whole send is worth: guards,
 * template, lease, mailbox, answer.
 */
@QuarkusTest
@TestProfile(BenchProfile.class)
@Tag("bench")
class WorkerBench {

    private static final int STEPS = Integer.getInteger("waymark.bench.steps", 1_000);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("waymark.bench.warmup", 90));
    private static final String JOURNEY = "timer-only";
    private static final String SEND = "waymark:send-message:1";

    @Inject
    ProcessEngine engine;

    @Inject
    EnrolmentClaim claim;

    @Inject
    AgroalDataSource database;

    @Inject
    @Any
    Instance<StepHandler> handlers;

    private final AtomicInteger rounds = new AtomicInteger();
    private RawBroker broker;
    private PeopleAtStep people;
    private Map<String, Object> cpuOfLast = Map.of();
    private Map<String, Object> cpuOfLastRaw = Map.of();

    @BeforeEach
    void connect() {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        broker = new RawBroker();
        people = new PeopleAtStep(broker, database);
    }

    @AfterEach
    void disconnect() {
        broker.close();
    }

    @Test
    void stepsPerSecond() throws Exception {
        var warm = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < warm) {
            claimAndRow();
            nothing();
        }
        var comparison = Comparison.ours("claim and message row", this::claimAndRow)
                .add("no-op worker", this::nothing)
                .alternate("B6", "steps/s");
        wholeSend();
        var sends = Stream.generate(() -> 0).limit(3).map(round -> wholeSend()).toList();
        try (var connection = database.getConnection()) {
            BenchReport.add(
                    comparison,
                    Map.of(
                            "steps per round",
                            STEPS,
                            "whole sends per second, by round",
                            sends,
                            "cpu seconds of the last round",
                            cpuOfLast,
                            "cpu seconds of the last no-op round",
                            cpuOfLastRaw),
                    Machine.fingerprint(connection));
        }
    }

    private double claimAndRow() throws Exception {
        return ours(task -> task, this::writeRow);
    }

    private Map<String, Object> writeRow(StepJob job) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (var connection = database.getConnection();
                    var insert = connection.prepareStatement("""
                            insert into message (id, enrolment_id, profile_id, journey, journey_version, element_id,
                                                 pass, template, channel, topic, priority, limited, status, created_at)
                            values (?, ?, ?, ?, ?, ?, ?, 'bench', 'email', 'bench', 50, true, 'PENDING', now())
                            on conflict on constraint message_once do nothing
                            """)) {
                insert.setObject(1, UUID.randomUUID());
                insert.setObject(2, job.enrolment().value());
                insert.setObject(3, job.claimed().profile());
                insert.setString(4, job.claimed().journey());
                insert.setInt(5, job.claimed().version());
                insert.setString(6, job.elementId());
                insert.setLong(7, job.pass());
                insert.executeUpdate();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
        return Map.of();
    }

    private Long wholeSend() {
        var send = handlers.stream()
                .filter(handler -> handler.jobType().equals(SEND))
                .findFirst()
                .orElseThrow();
        try {
            return Math.round(ours(
                    task -> task.zeebeTaskHeader("templateKey", "thank-you")
                            .zeebeTaskHeader("channel", "email")
                            .zeebeTaskHeader("topic", "order-service")
                            .zeebeTaskHeader("quietHours", "ignore"),
                    send::handle));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private interface Step {
        Map<String, Object> handle(StepJob job);
    }

    private double ours(UnaryOperator<ServiceTaskBuilder> headers, Step step) throws Exception {
        var name = "bench-ours-" + rounds.incrementAndGet();
        var definition = broker.deployOneTask(name, task -> headers.apply(task.zeebeJobType(name)));
        people.rest(PeopleAtStep.makeKnown(STEPS), JOURNEY, definition);
        var left = new AtomicInteger(STEPS);
        var cpu = CpuSeconds.now();
        var begin = System.nanoTime();
        engine.work(List.of(counting(name, step, left)), claim);
        await().atMost(5, MINUTES)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> left.get() == 0 && engine.restingAt().isPresent());
        var seconds = (System.nanoTime() - begin) / 1e9;
        cpuOfLast = CpuSeconds.now().since(cpu, 0);
        return STEPS / seconds;
    }

    private static StepHandler counting(String jobType, Step step, AtomicInteger left) {
        return new StepHandler() {
            @Override
            public String jobType() {
                return jobType;
            }

            @Override
            public Map<String, Object> handle(StepJob job) {
                var variables = step.handle(job);
                left.decrementAndGet();
                return variables;
            }
        };
    }

    private double nothing() throws Exception {
        var name = "bench-nothing-" + rounds.incrementAndGet();
        var definition = broker.deployOneTask(name, task -> task.zeebeJobType(name));
        people.rest(PeopleAtStep.makeKnown(STEPS), JOURNEY, definition);
        var left = new AtomicInteger(STEPS);
        var cpu = CpuSeconds.now();
        var begin = System.nanoTime();
        try (var worker = broker.work(name, (client, job) -> broker.complete(job.getKey(), left::decrementAndGet))) {
            await().atMost(5, MINUTES).pollInterval(Duration.ofMillis(20)).until(() -> left.get() == 0);
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        cpuOfLastRaw = CpuSeconds.now().since(cpu, 0);
        return STEPS / seconds;
    }
}
