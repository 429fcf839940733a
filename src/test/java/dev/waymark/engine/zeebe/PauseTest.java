package dev.waymark.engine.zeebe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepJob;
import dev.waymark.support.BusinessClock;
import dev.waymark.support.Failure;
import dev.waymark.support.FaultPoint;
import dev.waymark.testing.Sandbox;
import dev.waymark.testing.WaymarkTest;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Regression of the stall that docs/adr/engine/005-pauses.md is about. */
@WaymarkTest
@DisplayName("A step that is not to be done yet")
class PauseTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Inject
    ZeebeSettings settings;

    @Inject
    BusinessClock clock;

    @Inject
    FaultPoint fault;

    private final String process = "Pause" + UUID.randomUUID().toString().replace("-", "");
    private final ConcurrentMap<EnrolmentId, Integer> asked = new ConcurrentHashMap<>();
    private CamundaClient client;
    private ZeebeWorkers workers;
    private long definition;

    @BeforeEach
    void connect() {
        client = ZeebeClientFactory.connect(settings);
        definition = deploy();
    }

    @AfterEach
    void disconnect() {
        workers.close();
        client.close();
    }

    @Test
    void shouldComeAgainHoweverOftenItIsPaused() {
        workers = work(25, Duration.ofMillis(3));
        var people = Stream.generate(this::start).limit(40).toList();

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(people)
                        .allSatisfy(person -> assertThat(asked.get(person)).isGreaterThan(25)));
        await().atMost(20, SECONDS).until(() -> !workers.isBusy());
    }

    @Test
    void shouldNotComeBeforeItsTime() {
        workers = work(1, TEN_MINUTES);
        var person = start();
        await().atMost(20, SECONDS).until(() -> asked.containsKey(person) && !workers.isBusy());

        Sandbox.letPass("PT9M");
        assertThat(workers.isBusy()).isFalse();
        assertThat(asked).containsEntry(person, 1);

        Sandbox.letPass("PT1M");
        await().atMost(20, SECONDS).until(() -> asked.get(person) == 2);
    }

    @Test
    void shouldBeSentByTheBrokerWhereThePauseIsForgotten() {
        var dying = work(1, TEN_MINUTES);
        workers = dying;
        var person = start();
        await().atMost(20, SECONDS).until(() -> asked.containsKey(person) && !dying.isBusy());
        dying.close();
        workers = work(1, TEN_MINUTES);

        Sandbox.letPass("PT9M");
        assertThat(asked).containsEntry(person, 1);

        Sandbox.letPass("PT2M");
        await().atMost(20, SECONDS).until(() -> asked.get(person) == 2);
    }

    private ZeebeWorkers work(int pauses, Duration length) {
        var begun = new ZeebeWorkers(client, new EverybodyMayAct(), fault, clock::millis);
        begun.open(List.of(new Pausing(pauses, length)));
        return begun;
    }

    private EnrolmentId start() {
        var enrolment = new EnrolmentId(UUID.randomUUID());
        client.newCreateInstanceCommand()
                .processDefinitionKey(definition)
                .variables(Map.of(ZeebeWorkers.ENROLMENT, enrolment.toString()))
                .send()
                .join();
        return enrolment;
    }

    private long deploy() {
        var model = Bpmn.createExecutableProcess(process)
                .startEvent()
                .serviceTask("Work", task -> task.zeebeJobType(process))
                .endEvent()
                .done();
        return client.newDeployResourceCommand()
                .addProcessModel(model, process + ".bpmn")
                .send()
                .join()
                .getProcesses()
                .getFirst()
                .getProcessDefinitionKey();
    }

    /** Is not to be done so many times for each person, and then is. */
    private final class Pausing implements StepHandler {

        private final int pauses;
        private final Duration length;

        Pausing(int pauses, Duration length) {
            this.pauses = pauses;
            this.length = length;
        }

        @Override
        public String jobType() {
            return process;
        }

        @Override
        public Map<String, Object> handle(StepJob job) {
            if (asked.merge(job.enrolment(), 1, Integer::sum) <= pauses) {
                throw Failure.notYet("not-now", "It is not the moment.", length);
            }
            return Map.of();
        }
    }

    /** These instances belong to no journey. */
    private final class EverybodyMayAct implements EnrolmentClaim {

        @Override
        public Optional<Claimed> claim(EnrolmentId enrolment, long instance) {
            return Optional.of(
                    new Claimed(enrolment, enrolment.value(), process, 1, 1, clock.instant(), Duration.ZERO));
        }

        @Override
        public Set<EnrolmentId> claimAll(Map<EnrolmentId, Long> instances) {
            return Set.of();
        }

        @Override
        public void lost(EnrolmentId enrolment, long instance) {
            throw new AssertionError("Nobody loses here.");
        }

        @Override
        public boolean holdActive(EnrolmentId enrolment, long instance) {
            return true;
        }

        @Override
        public Duration heldFor(EnrolmentId enrolment) {
            return Duration.ZERO;
        }
    }
}
