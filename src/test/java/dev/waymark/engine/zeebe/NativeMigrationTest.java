package dev.waymark.engine.zeebe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.MigrationPlan;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ProcessBuilder;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the embedded broker itself can migrate. When one of these turns red, the broker has learnt something, and
 * docs/adr/journey/006-migration.md is to be read again.
 */
@WaymarkTest
class NativeMigrationTest {

    @Inject
    ZeebeSettings settings;

    @Inject
    Database database;

    private CamundaClient client;
    private final String process = "Native" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void connect() {
        client = ZeebeClientFactory.connect(settings);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void shouldMigrateATaskThatWaits() {
        assertThat(migrating("Rest", start -> start, "Work")).isNull();
    }

    @Test
    void shouldNotMigrateAProcessWithAnEventSubProcess() {
        assertThat(migrating("Rest", NativeMigrationTest::withGoal, "Work")).hasMessageContaining("event subprocess");
    }

    @Test
    void shouldNotMigrateATimer() {
        assertThat(migrating("Timer", start -> start, "Timer"))
                .hasMessageContaining("The migration of a INTERMEDIATE_CATCH_EVENT is not supported");
    }

    @Test
    void shouldNotMigrateAnEventBasedGateway() {
        assertThat(migrating("Gateway", start -> start, "Gateway"))
                .hasMessageContaining("The migration of a EVENT_BASED_GATEWAY is not supported");
    }

    /** Why the broker does not migrate an instance that stands there, or null where it does. */
    private Throwable migrating(String kind, UnaryOperator<ProcessBuilder> goal, String standsAt) {
        var first = deploy(model(kind, "first", goal));
        var second = deploy(model(kind, "second", goal));
        var instance = client.newCreateInstanceCommand()
                .processDefinitionKey(first)
                .variables(Map.of("enrolmentId", "e", "waitId", "w"))
                .send()
                .join()
                .getProcessInstanceKey();
        await().atMost(20, SECONDS)
                .until(() -> database.number(
                                "select count(*) from engine_record where instance = ? and element_id = ?",
                                instance,
                                standsAt)
                        > 0);
        var failure = catchThrowable(() -> client.newMigrateProcessInstanceCommand(instance)
                .migrationPlan(MigrationPlan.newBuilder()
                        .withTargetProcessDefinitionKey(second)
                        .addMappingInstruction(standsAt, standsAt)
                        .build())
                .send()
                .join());
        client.newCancelInstanceCommand(instance).send().join();
        return failure;
    }

    private long deploy(BpmnModelInstance model) {
        return client.newDeployResourceCommand()
                .addProcessModel(model, process + ".bpmn")
                .send()
                .join()
                .getProcesses()
                .getFirst()
                .getProcessDefinitionKey();
    }

    private BpmnModelInstance model(String kind, String version, UnaryOperator<ProcessBuilder> goal) {
        var start =
                goal.apply(Bpmn.createExecutableProcess(process).name(version)).startEvent();
        return switch (kind) {
            case "Timer" ->
                start.intermediateCatchEvent("Timer", timer -> timer.timerWithDuration("P1D"))
                        .endEvent()
                        .done();
            case "Gateway" ->
                start.eventBasedGateway("Gateway")
                        .intermediateCatchEvent("Late", timer -> timer.timerWithDuration("P1D"))
                        .endEvent()
                        .moveToLastGateway()
                        .intermediateCatchEvent(
                                "Told",
                                told -> told.message(
                                        message -> message.name("Told").zeebeCorrelationKeyExpression("waitId")))
                        .endEvent()
                        .done();
            default ->
                start.serviceTask("Work", task -> task.zeebeJobType("nobody-works-on-this"))
                        .endEvent()
                        .done();
        };
    }

    private static ProcessBuilder withGoal(ProcessBuilder builder) {
        builder.eventSubProcess(
                "Goal",
                goal -> goal.startEvent(
                                "Reached",
                                reached -> reached.interrupting(true)
                                        .message(message ->
                                                message.name("Reached").zeebeCorrelationKeyExpression("enrolmentId")))
                        .endEvent());
        return builder;
    }
}
