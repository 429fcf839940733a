package dev.waymark.engine.zeebe;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepJob;
import dev.waymark.support.DatabaseAway;
import dev.waymark.support.Failure;
import dev.waymark.support.FaultPoint;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.FailJobResponse;
import io.camunda.client.api.worker.JobWorker;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The one place where the engine's jobs become steps: claims before any effect, completes until the broker knows,
 * and turns failures into retries or incidents. No model can forget the claim, because no handler sees a job.
 *
 * <p>Thread-safe. Handlers run on the client's threads, whose number bounds the steps worked on at once.
 */
final class ZeebeWorkers implements AutoCloseable {

    static final String ENROLMENT = "enrolmentId";

    private static final Logger LOG = Logger.getLogger(ZeebeWorkers.class);
    private static final int MAX_ACTIVE = 64;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What is longer than such a part of the timeout could be over after it: the job may have lain here before. */
    private static final int LEASE_PARTS = 3;

    /** The broker answers late when thousands of timers fall due at once; completing is tried until then. */
    private static final int COMPLETE_TRIES = 60;

    private final CamundaClient client;
    private final EnrolmentClaim claim;
    private final FaultPoint fault;
    private final AtomicInteger inHand = new AtomicInteger();
    private final List<JobWorker> workers = new ArrayList<>();
    private final PausedJobs paused;
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("waymark-complete-retries").factory());

    ZeebeWorkers(CamundaClient client, EnrolmentClaim claim, FaultPoint fault, LongSupplier brokerMillis) {
        this.client = client;
        this.claim = claim;
        this.fault = fault;
        this.paused = new PausedJobs(brokerMillis, this::comesAgain);
    }

    void open(List<StepHandler> handlers) {
        for (var handler : handlers) {
            workers.add(client.newWorker()
                    .jobType(handler.jobType())
                    .handler((jobClient, job) -> take(handler, job))
                    .timeout(handler.timeout())
                    .fetchVariables(ENROLMENT)
                    .maxJobsActive(MAX_ACTIVE)
                    .name("waymark")
                    .streamEnabled(true)
                    .open());
        }
    }

    /** Whether a step is being worked on, or its completion, or that it is to come again, not yet known to the broker. */
    boolean isBusy() {
        return inHand.get() > 0 || paused.isAnyDue();
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::close);
        paused.close();
        retries.shutdownNow();
    }

    private void take(StepHandler handler, ActivatedJob job) {
        inHand.incrementAndGet();
        paused.forget(job.getKey());
        work(handler, job);
    }

    private void work(StepHandler handler, ActivatedJob job) {
        try {
            var enrolment = EnrolmentId.parse((String) job.getVariablesAsMap().get(ENROLMENT));
            var claimed = claim.claim(enrolment, job.getProcessInstanceKey());
            if (claimed.isEmpty()) {
                cancelLoser(job, enrolment);
                return;
            }
            if (claimed.get().heldFor().isPositive()) {
                pause(handler, job, job.getRetries(), claimed.get().heldFor(), "journey-paused");
                return;
            }
            var variables = handler.handle(step(job, claimed.get()));
            fault.pass("complete:" + job.getElementId());
            complete(job, variables, 1);
        } catch (Failure failure) {
            // the world's failures spend no try: a provider that is away for an hour must not strand people
            fail(handler, job, failure, failure.isRetryable() ? job.getRetries() : 0);
        } catch (RuntimeException | Error broken) {
            LOG.errorf(broken, "step broke type=%s element=%s job=%d", job.getType(), job.getElementId(), job.getKey());
            var failure = Failure.retryable("step-broke", broken.getClass().getSimpleName(), PAUSE, broken);
            fail(handler, job, failure, DatabaseAway.isCauseOf(broken) ? job.getRetries() : job.getRetries() - 1);
        }
    }

    private static StepJob step(ActivatedJob job, Claimed claimed) {
        return new StepJob(
                claimed,
                job.getProcessInstanceKey(),
                job.getElementId(),
                job.getElementInstanceKey(),
                Map.copyOf(job.getCustomHeaders()));
    }

    /** Told through the outbox, so that it survives us; the job itself is left alone and ends with its instance. */
    private void cancelLoser(ActivatedJob job, EnrolmentId enrolment) {
        LOG.infof(
                "instance may not act, cancelling instance=%d element=%s",
                job.getProcessInstanceKey(), job.getElementId());
        claim.lost(enrolment, job.getProcessInstanceKey());
        inHand.decrementAndGet();
    }

    private void complete(ActivatedJob job, Map<String, Object> variables, int attempt) {
        client.newCompleteCommand(job.getKey()).variables(variables).send().whenComplete((done, failure) -> {
            if (failure == null || GrpcStatus.of(failure) == Status.Code.NOT_FOUND) {
                inHand.decrementAndGet();
                return;
            }
            if (attempt >= COMPLETE_TRIES) {
                inHand.decrementAndGet();
                LOG.warnf(
                        "complete was not taken, the step comes again job=%d cause=%s",
                        job.getKey(), failure.getMessage());
                return;
            }
            retries.schedule(
                    () -> complete(job, variables, attempt + 1), Math.min(attempt * 10L, 500), TimeUnit.MILLISECONDS);
        });
    }

    /** With no retries left the engine raises an incident: a person has to look. */
    private void fail(StepHandler handler, ActivatedJob job, Failure failure, int left) {
        LOG.logf(
                failure.isBreakage() ? Logger.Level.WARN : Logger.Level.DEBUG,
                "step failed code=%s element=%s retries-left=%d cause=%s",
                failure.code(),
                job.getElementId(),
                left,
                failure.getMessage());
        if (left > 0) {
            pause(handler, job, left, failure.retryAfter(), failure.code());
        } else {
            raiseIncident(job, failure.code());
        }
    }

    /** The step comes again when the pause is over. A long one is told to the broker, lest it sends the step before. */
    private void pause(StepHandler handler, ActivatedJob job, int retries, Duration length, String why) {
        paused.add(job.getKey(), retries, length, why);
        if (length.multipliedBy(LEASE_PARTS).compareTo(handler.timeout()) < 0) {
            inHand.decrementAndGet();
            return;
        }
        client.newUpdateTimeoutCommand(job.getKey())
                .timeout(length.plus(handler.timeout()))
                .send()
                .whenComplete((done, refused) -> inHand.decrementAndGet());
    }

    /** False if it may be taken later. One that has ended, or is an incident, is done with. */
    private CompletionStage<Boolean> comesAgain(PausedJobs.Paused job) {
        return fail(job.key(), job.retries(), job.why())
                .handle((done, refused) -> refused == null || Refusals.isForWhatItIs(refused));
    }

    private void raiseIncident(ActivatedJob job, String why) {
        fail(job.getKey(), 0, why)
                .exceptionally(refused -> {
                    LOG.warnf("fail was not taken, the step comes again job=%d", job.getKey());
                    return null;
                })
                .whenComplete((done, refused) -> inHand.decrementAndGet());
    }

    private CompletionStage<FailJobResponse> fail(long job, int retries, String why) {
        return client.newFailCommand(job).retries(retries).errorMessage(why).send();
    }
}
