package dev.waymark.engine;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the outbox holds to the engine, many at a time, and claims the instances it started.
 *
 * <p>If it dies after the engine started an instance and before the claim, the command goes out again and the
 * claim picks one of the two instances; the other is cancelled (docs/adr/engine/003-exactly-once.md).
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** More in flight than this for one partition drives the broker into refusing. */
    private static final int IN_FLIGHT = 48;

    /** Longer than the engine's request timeout, so that a command is never out twice from one living process. */
    private static final Duration LEASE = Duration.ofSeconds(12);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Grows with the attempts up to a second: a broker that is busy wants a moment, one that is away more. */
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    /** Covers the gap until the waiting step has opened its subscription. */
    private static final Duration MESSAGE_TTL = Duration.ofSeconds(60);

    private final Outbox outbox;
    private final ProcessEngine engine;
    private final EngineStart engineStart;
    private final EnrolmentClaim claim;
    private final FaultPoint fault;
    private @Nullable Loop loop;

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
            @Nullable Throwable failure) {}

    void start(@Observes @Priority(EngineStart.ORDER) StartupEvent start) {
        var running = Loop.start("outbox-relay", LOOK_EVERY, this::relay);
        outbox.onCommit(running::wake);
        loop = running;
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean relay() {
        if (!engineStart.isWorking()) {
            return false;
        }
        var entries = outbox.lease(IN_FLIGHT, LEASE);
        if (entries.isEmpty()) {
            return false;
        }
        fault.pass("relay.before-create");
        var sent = entries.stream().map(this::send).toList();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        fault.pass("relay.after-create");
        settle(sent.stream().map(CompletableFuture::join).toList());
        return true;
    }

    private CompletableFuture<Sent> send(Outbox.Entry entry) {
        CompletionStage<Long> answer = switch (entry.command()) {
            case EngineCommand.Start(var enrolment, var hash) -> engine.start(entry.definitionKey(), enrolment);
            case EngineCommand.Publish(var enrolment, var message, var key) ->
                engine.publish(new ProcessEngine.Message(message, key, key + ":" + entry.id()), MESSAGE_TTL)
                        .thenApply(nothing -> null);
            case EngineCommand.Cancel(var enrolment, var instance) ->
                engine.cancel(instance).thenApply(nothing -> null);
        };
        return answer.handle((instance, failure) -> new Sent(entry, instance, failure))
                .toCompletableFuture();
    }

    private void settle(List<Sent> sent) {
        var failed = sent.stream().filter(one -> one.failure() != null).toList();
        var done = sent.stream().filter(one -> one.failure() == null).toList();
        QuarkusTransaction.requiringNew().run(() -> record(done));
        if (!failed.isEmpty()) {
            var first = failed.getFirst();
            LOG.warnf(
                    "engine refused commands, trying again count=%d first=%s cause=%s",
                    failed.size(),
                    first.entry().command().kind(),
                    first.failure().getMessage());
            outbox.retry(failed.stream().map(one -> one.entry().id()).toList(), RETRY_PAUSE);
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
