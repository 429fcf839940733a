package dev.waymark.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobHandler;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** The application's broker as anybody else would use it, with the client settings that Waymark has. */
final class RawBroker implements AutoCloseable {

    /** The variable with the id of an instance that is none of Waymark's, whose followers leave it alone so. */
    static final String ID = "startedAs";

    /** As many commands on their way as bring a broker on two cores to its limit. */
    static final int IN_FLIGHT = 48;

    private static final int STEPS_AT_ONCE = 12;
    private static final int MAX_ACTIVE = 64;

    private final CamundaClient client = CamundaClient.newClientBuilder()
            .applyEnvironmentVariableOverrides(false)
            .grpcAddress(setting("grpc-address"))
            .restAddress(setting("rest-address"))
            .preferRestOverGrpc(false)
            .defaultJobPollInterval(Duration.ofMillis(500))
            .numJobWorkerExecutionThreads(STEPS_AT_ONCE)
            .build();

    private static URI setting(String name) {
        return ConfigProvider.getConfig().getValue("waymark.zeebe." + name, URI.class);
    }

    /** The bench's own journey as a process that knows nothing of Waymark; its definition's key. */
    long deployTimerOnly() {
        try {
            var model = Files.readString(Path.of("src/test/resources/definitions/bench/timer-only.bpmn"))
                    .replace("TimerOnlyJourney", "TimerOnlyRaw")
                    .replace("=enrolmentId", "=" + ID);
            return client.newDeployResourceCommand()
                    .addResourceStringUtf8(model, "timer-only-raw.bpmn")
                    .send()
                    .join()
                    .getProcesses()
                    .getFirst()
                    .getProcessDefinitionKey();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A process of one task; its definition's key. */
    long deployOneTask(String name, UnaryOperator<ServiceTaskBuilder> task) {
        var model = task.apply(
                        Bpmn.createExecutableProcess(name).startEvent("Start").serviceTask("Task_" + name))
                .endEvent("End")
                .done();
        return client.newDeployResourceCommand()
                .addProcessModel(model, name + ".bpmn")
                .send()
                .join()
                .getProcesses()
                .getFirst()
                .getProcessDefinitionKey();
    }

    /** Starts one for each id, until the broker has taken each, as many at once as Waymark has on their way. */
    void startAll(long definition, String variable, List<UUID> ids) throws InterruptedException {
        var permits = new Semaphore(IN_FLIGHT);
        for (var id : ids) {
            permits.acquire();
            startUntilTaken(definition, variable, id, permits::release);
        }
        permits.acquire(IN_FLIGHT);
    }

    /** The same of instances that nobody follows. */
    void startAll(long definition, int instances) throws InterruptedException {
        startAll(
                definition,
                ID,
                Stream.generate(UUID::randomUUID).limit(instances).toList());
    }

    /** A refusal is the broker's way to say that it is busy: it is asked again after a moment. */
    void startUntilTaken(long definition, String variable, UUID id, Runnable taken) {
        client.newCreateInstanceCommand()
                .processDefinitionKey(definition)
                .variables(Map.of(variable, id.toString()))
                .send()
                .whenComplete((started, failure) -> {
                    if (failure == null) {
                        taken.run();
                    } else {
                        CompletableFuture.delayedExecutor(10, MILLISECONDS)
                                .execute(() -> startUntilTaken(definition, variable, id, taken));
                    }
                });
    }

    /** Fetches one variable, as our workers do. */
    JobWorker work(String jobType, JobHandler handler) {
        return client.newWorker()
                .jobType(jobType)
                .handler(handler)
                .timeout(Duration.ofSeconds(30))
                .fetchVariables(ID)
                .maxJobsActive(MAX_ACTIVE)
                .streamEnabled(true)
                .open();
    }

    /** Completes a job with nothing; {@code done} is told once the broker has taken it, which it is asked until then. */
    void complete(long job, Runnable done) {
        client.newCompleteCommand(job).variables(Map.of()).send().whenComplete((taken, failure) -> {
            if (failure == null) {
                done.run();
            } else {
                complete(job, done);
            }
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
