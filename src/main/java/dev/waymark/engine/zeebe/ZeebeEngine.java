package dev.waymark.engine.zeebe;

import static dev.waymark.engine.zeebe.Refusals.told;
import static dev.waymark.engine.zeebe.Refusals.toldUnless;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.ProcessEngine;
import dev.waymark.engine.StepHandler;
import dev.waymark.support.BusinessClock;
import dev.waymark.support.Failure;
import dev.waymark.support.FaultPoint;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.Process;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.grpc.Status;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Zeebe's commands over gRPC. Thread-safe; one client for the life of the application. */
@ApplicationScoped
class ZeebeEngine implements ProcessEngine {

    /** For a step that somebody wants tried again, as many as it had when it began. */
    private static final int TRIES = 3;

    private final CamundaClient client;
    private final BrokerReadiness readiness;
    private final @Nullable BrokerClock clock;
    private final Clock real;
    private final FaultPoint fault;
    private final Duration timeout;
    private volatile Duration moved = Duration.ZERO;
    private @Nullable ZeebeWorkers workers;

    ZeebeEngine(ZeebeSettings settings, FaultPoint fault, BusinessClock business) {
        this.client = ZeebeClientFactory.connect(settings);
        this.readiness = new BrokerReadiness(client, settings);
        this.clock = settings.embedded()
                ? settings.actuatorAddress()
                        .map(address -> new BrokerClock(address, business.real()))
                        .orElse(null)
                : null;
        this.real = business.real();
        this.timeout = settings.requestTimeout();
        this.fault = fault;
    }

    void stop(@Observes @Priority(5000) ShutdownEvent stop) {
        if (workers != null) {
            workers.close();
        }
        client.close();
    }

    @Override
    public boolean isReady() {
        return readiness.isReady();
    }

    @Override
    public Map<String, Deployed> deploy(Map<String, byte[]> models) {
        var answer = await(() -> command(models).send());
        return answer.getProcesses().stream()
                .collect(Collectors.toMap(
                        Process::getResourceName,
                        process -> new Deployed(process.getProcessDefinitionKey(), process.getVersion())));
    }

    private DeployResourceCommandStep2 command(Map<String, byte[]> models) {
        var resources = models.entrySet().iterator();
        var first = resources.next();
        var command = client.newDeployResourceCommand().addResourceBytes(first.getValue(), first.getKey());
        resources.forEachRemaining(next -> command.addResourceBytes(next.getValue(), next.getKey()));
        return command;
    }

    @Override
    public CompletionStage<Long> start(long definitionKey, EnrolmentId enrolment) {
        return told(client.newCreateInstanceCommand()
                        .processDefinitionKey(definitionKey)
                        .variables(Map.of(ZeebeWorkers.ENROLMENT, enrolment.toString()))
                        .requestTimeout(timeout)
                        .send())
                .thenApply(ProcessInstanceEvent::getProcessInstanceKey);
    }

    @Override
    public CompletionStage<Void> publish(Message message, Duration ttl) {
        return toldUnless(
                Status.Code.ALREADY_EXISTS,
                client.newPublishMessageCommand()
                        .messageName(message.name())
                        .correlationKey(message.correlationKey())
                        .messageId(message.id())
                        .timeToLive(ttl)
                        .requestTimeout(timeout)
                        .send());
    }

    @Override
    public CompletionStage<Void> cancel(long instance) {
        return toldUnless(
                Status.Code.NOT_FOUND,
                client.newCancelInstanceCommand(instance)
                        .requestTimeout(timeout)
                        .send());
    }

    /** First the tries, then the incident: resolved without any, it would come back at once. */
    @Override
    public CompletionStage<Void> retry(long incident, @Nullable Long job) {
        return job == null ? resolve(incident) : giveTries(job).thenCompose(nothing -> resolve(incident));
    }

    private CompletionStage<Void> giveTries(long job) {
        return toldUnless(
                Status.Code.NOT_FOUND,
                client.newUpdateRetriesCommand(job)
                        .retries(TRIES)
                        .requestTimeout(timeout)
                        .send());
    }

    private CompletionStage<Void> resolve(long incident) {
        return toldUnless(
                Status.Code.NOT_FOUND,
                client.newResolveIncidentCommand(incident)
                        .requestTimeout(timeout)
                        .send());
    }

    @Override
    public boolean isClockMovable() {
        return clock != null;
    }

    @Override
    public void alignClock(Duration offset) {
        if (clock != null) {
            clock.align(offset);
            moved = offset;
        }
    }

    private long brokerMillis() {
        return real.millis() + moved.toMillis();
    }

    @Override
    public Optional<String> restingAt() {
        return workers == null || workers.isBusy() ? Optional.empty() : Optional.of(readiness.positions());
    }

    @Override
    public void work(List<StepHandler> handlers, EnrolmentClaim claim) {
        workers = new ZeebeWorkers(client, claim, fault, this::brokerMillis);
        workers.open(handlers);
    }

    private <T> T await(Supplier<Future<T>> command) {
        try {
            return command.get().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.retryable("engine-interrupted", "The engine's answer was not awaited.", timeout, interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw Failure.retryable(
                    "engine-refused", "The engine refused a command: " + failed.getMessage(), timeout, failed);
        }
    }
}
