package dev.waymark.engine;

import dev.waymark.support.DatabaseAway;
import dev.waymark.support.Failure;
import dev.waymark.support.FaultPoint;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the outbox holds to the engine, many at a time, and claims the instances it started.
 *
 * <p>Answers are recorded as they come, together with taking what is next: nothing waits for the slowest of its
 * neighbours. If it dies after the engine started an instance and before the claim, the command goes out again and the
 * claim picks one of the two instances; the other is cancelled (docs/adr/engine/003-exactly-once.md).
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** Longer than the engine's request timeout, so that a command is never out twice from one living process. */
    private static final Duration LEASE = Duration.ofSeconds(12);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Between two rounds: answers and commands that come meanwhile share a transaction, which is most of their cost. */
    private static final Duration REST = Duration.ofMillis(15);

    /** Grows with the attempts up to a second: a broker that is busy wants a moment, one that is away more. */
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private static final int WORTH_A_LINE = 32;

    /** Covers the gap until the waiting step has opened its subscription. */
    private static final Duration MESSAGE_TTL = Duration.ofSeconds(60);

    private final Outbox outbox;
    private final ProcessEngine engine;
    private final EngineStart engineStart;
    private final EnrolmentClaim claim;
    private final FaultPoint fault;
    private final Queue<Sent> answered = new ConcurrentLinkedQueue<>();
    private final CommandLimit limit = new CommandLimit();
    private int inFlight;
    private int refusedInARow;
    private volatile @Nullable Loop loop;

    OutboxRelay(Outbox outbox, ProcessEngine engine, EngineStart engineStart, EnrolmentClaim claim, FaultPoint fault) {
        this.outbox = outbox;
        this.engine = engine;
        this.engineStart = engineStart;
        this.claim = claim;
        this.fault = fault;
    }

    /** One command's fate. */
    private record Sent(
            Outbox.Entry entry,
            @Nullable Long instance,
            @Nullable Throwable failure) {

        /** Why it will not be taken as it is, where that is so. */
        Optional<Failure> refusal() {
            var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            return cause instanceof Failure told && !told.isRetryable() ? Optional.of(told) : Optional.empty();
        }
    }

    void start(@Observes @Priority(EngineStart.ORDER) StartupEvent start) {
        var running = Loop.start("outbox-relay", LOOK_EVERY, REST, this::relay);
        outbox.onCommit(running::wake);
        engineStart.onStartable(running::wake);
        loop = running;
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** One run of the loop, on its thread only. */
    private boolean relay() {
        var answers = takeAnswers();
        var room = engineStart.isWorking() ? limit.room(inFlight) : 0;
        if (answers.isEmpty() && room == 0) {
            return false;
        }
        var taken = settleAndLease(answers, room);
        if (!taken.isEmpty()) {
            fault.pass("relay.before-create");
            inFlight += taken.size();
            taken.forEach(this::send);
            fault.pass("relay.create-sent");
        }
        return taken.size() == room && room > 0;
    }

    private List<Sent> takeAnswers() {
        var answers = new ArrayList<Sent>();
        for (var next = answered.poll(); next != null; next = answered.poll()) {
            answers.add(next);
            // one that is refused for what it is says nothing about how many the engine can take
            limit.answered(next.failure() == null || next.refusal().isPresent(), inFlight);
            inFlight--;
        }
        return answers;
    }

    private List<Outbox.Entry> settleAndLease(List<Sent> answers, int room) {
        try {
            var taken = QuarkusTransaction.requiringNew().call(() -> {
                settle(answers);
                return room > 0 ? outbox.lease(room, LEASE) : List.<Outbox.Entry>of();
            });
            if (!answers.isEmpty()) {
                fault.pass("relay.after-claim");
            }
            return taken;
        } catch (RuntimeException broken) {
            if (DatabaseAway.isCauseOf(broken)) {
                // which instances were started is known here alone: kept until the database is back
                answered.addAll(answers);
                inFlight += answers.size();
            }
            throw broken;
        }
    }

    private void send(Outbox.Entry entry) {
        CompletionStage<Long> answer;
        try {
            answer = command(entry);
        } catch (RuntimeException notSent) {
            // counted as on its way already, and the next ones have to be sent
            answer = CompletableFuture.failedFuture(notSent);
        }
        answer.whenComplete((instance, failure) -> {
            fault.pass("relay.after-create");
            answered.add(new Sent(entry, instance, failure));
            wake();
        });
    }

    private CompletionStage<Long> command(Outbox.Entry entry) {
        return switch (entry.command()) {
            case EngineCommand.Start(var enrolment, var hash) -> engine.start(entry.definitionKey(), enrolment);
            case EngineCommand.Publish(var enrolment, var message, var key) ->
                engine.publish(new ProcessEngine.Message(message, key, key + ":" + entry.id()), MESSAGE_TTL)
                        .thenApply(nothing -> null);
            case EngineCommand.Cancel(var enrolment, var instance) ->
                engine.cancel(instance).thenApply(nothing -> null);
            case EngineCommand.Retry(var enrolment, var incident, var job) ->
                engine.retry(incident, job).thenApply(nothing -> null);
        };
    }

    private void settle(List<Sent> sent) {
        var failed = sent.stream().filter(one -> one.failure() != null).toList();
        var done = sent.stream().filter(one -> one.failure() == null).toList();
        record(done);
        giveBack(failed);
        if (!sent.isEmpty()) {
            say(failed, done.isEmpty());
        }
    }

    /** What the engine is too busy for it takes in a moment; what it refuses for what it is needs somebody who mends it. */
    private void giveBack(List<Sent> failed) {
        var refused = failed.stream().filter(one -> one.refusal().isPresent()).toList();
        if (!refused.isEmpty()) {
            outbox.refused(refused.stream()
                    .collect(Collectors.toMap(
                            one -> one.entry().id(),
                            one -> one.refusal().orElseThrow().code())));
            say(refused);
            deployAgain(refused);
        }
        var busy = failed.stream().filter(one -> one.refusal().isEmpty()).toList();
        if (!busy.isEmpty()) {
            outbox.retry(busy.stream().map(one -> one.entry().id()).toList(), RETRY_PAUSE);
        }
    }

    /** One line for all that were answered together: of a broker without its data it is every start. */
    private static void say(List<Sent> refused) {
        var first = refused.getFirst();
        var refusal = first.refusal().orElseThrow();
        LOG.warnf(
                "engine refuses commands, trying on count=%d kind=%s enrolment=%s code=%s cause=%s",
                refused.size(),
                first.entry().command().kind(),
                first.entry().command().enrolment(),
                refusal.code(),
                refusal.getMessage());
    }

    /** A model that was deployed and is not known: the engine may be a new one. */
    private void deployAgain(List<Sent> refused) {
        for (var sent : refused) {
            if (sent.entry().command() instanceof EngineCommand.Start start) {
                engineStart.deployAgain(start.hash());
            }
        }
    }

    /** That the engine refuses some is its way to say how much it can take; that it takes none is worth a line. */
    private void say(List<Sent> failed, boolean isNoneTaken) {
        var before = refusedInARow;
        refusedInARow = isNoneTaken ? before + failed.size() : 0;
        if (before < WORTH_A_LINE && refusedInARow >= WORTH_A_LINE) {
            var first = failed.getFirst();
            LOG.warnf(
                    "engine takes no commands, trying on count=%d first=%s cause=%s",
                    refusedInARow,
                    first.entry().command().kind(),
                    first.failure().getMessage());
        }
    }

    private void wake() {
        var running = loop;
        if (running != null) {
            running.wake();
        }
    }

    private void record(List<Sent> done) {
        var started = new HashMap<EnrolmentId, Long>();
        var ids = new ArrayList<Long>();
        for (var one : done) {
            ids.add(one.entry().id());
            if (one.entry().command() instanceof EngineCommand.Start start && one.instance() != null) {
                started.put(start.enrolment(), one.instance());
            }
        }
        cancelLosers(started);
        outbox.done(ids);
    }

    private void cancelLosers(Map<EnrolmentId, Long> started) {
        if (started.isEmpty()) {
            return;
        }
        for (var loser : claim.claimAll(started)) {
            LOG.infof("instance lost its claim, cancelling enrolment=%s instance=%d", loser, started.get(loser));
            claim.lost(loser, started.get(loser));
        }
    }
}
