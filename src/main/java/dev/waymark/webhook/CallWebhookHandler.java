package dev.waymark.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.support.Digest;
import dev.waymark.support.Failure;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.Turns;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Tells another system that somebody has come to this step, by a signed call whose id is the same each time it is tried.
 * The journey goes on when it was taken, refused, or tried for long enough. Thread-safe.
 */
@ApplicationScoped
class CallWebhookHandler implements StepHandler {

    static final String WEBHOOK = "webhook";

    /** Of the threads on which all steps are done. */
    static final int MOST_AT_ONCE = 6;

    /** A slow system takes two places; people come back 40 to 4 in a second. */
    private static final Turns.Pace PACE = Turns.Pace.slow(2, Duration.ofMillis(25), Duration.ofMillis(250));

    private static final Duration TRIED_FOR = Duration.ofDays(3);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 8;

    private final Webhooks webhooks;
    private final WebhookCalls calls;
    private final WebhookClient client;
    private final Turns turns;

    CallWebhookHandler(Webhooks webhooks, WebhookCalls calls, WebhookClient client, Clock clock) {
        this.webhooks = webhooks;
        this.calls = calls;
        this.client = client;
        this.turns = new Turns(MOST_AT_ONCE, webhook -> PACE, clock);
    }

    @Override
    public String jobType() {
        return "waymark:call-webhook:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(StepHeader.required(WEBHOOK, new StepHeader.Kind.Key(KeyCatalogue.Kind.WEBHOOK)));
    }

    @Override
    public Map<String, Object> handle(StepJob job) {
        var target = job.header(WEBHOOK)
                .flatMap(webhooks::find)
                .orElseThrow(() -> Failure.lasting(
                        "webhook-gone", "Expected the step to name a webhook that is set, but it does not."));
        turns.take(target.key(), job.claimed().profile(), () -> call(target, job))
                .ifPresent(pause -> lineUp(target.key(), job, pause));
        return Map.of();
    }

    private void call(Webhooks.Target target, StepJob job) {
        calls.begin(job).ifPresent(call -> {
            var answer = post(target, job, call);
            turns.heard(target.key(), job.claimed().profile(), !(answer instanceof WebhookAnswer.NotNow));
            settle(target, job, call, answer);
        });
    }

    /**
     * Whoever does not come to a turn for as long as calls are tried goes on as well; not where the webhook takes calls,
     * because then the time may have passed in a paused journey.
     */
    private void lineUp(String webhook, StepJob job, Duration pause) {
        calls.waited(job).ifPresent(waited -> {
            if (waited.compareTo(TRIED_FOR) < 0 || !turns.isFailing(webhook)) {
                throw Failure.notYet("webhook-busy", "Others are to be called about first.", pause);
            }
            calls.settle(job, "given-up", "Had no turn for 3 days: the webhook does not take calls.");
        });
    }

    private WebhookAnswer post(Webhooks.Target target, StepJob job, WebhookCalls.Call call) {
        var body = body(job, call).getBytes(StandardCharsets.UTF_8);
        var id = "step_" + Digest.of(job.enrolment() + "/" + job.elementId() + "/" + call.begunAt());
        var seconds = call.now().getEpochSecond();
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "Waymark",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                target.signingKey().sign(id, seconds, body));
        return client.post(target, headers, body);
    }

    private static String body(StepJob job, WebhookCalls.Call call) {
        var nodes = JsonNodeFactory.instance;
        var data = nodes.objectNode()
                .put("enrolment", job.enrolment().toString())
                .put("journey", job.claimed().journey())
                .put("version", job.claimed().version())
                .put("element", job.elementId())
                .put("profile", call.person().id().toString())
                .put("userId", call.person().userId());
        return nodes.objectNode()
                .put("type", "journey.step")
                .put("timestamp", call.begunAt().toString())
                .<ObjectNode>set("data", data)
                .toString();
    }

    private void settle(Webhooks.Target target, StepJob job, WebhookCalls.Call call, WebhookAnswer answer) {
        switch (answer) {
            case WebhookAnswer.Taken() -> calls.settle(job, "called", "Was taken at try " + call.tries() + ".");
            case WebhookAnswer.Refused(var why) -> calls.settle(job, "refused", "Was not taken: " + why + ".");
            case WebhookAnswer.NotNow(var why, var after) -> {
                if (Duration.between(call.begunAt(), call.now()).compareTo(TRIED_FOR) >= 0) {
                    calls.settle(job, "given-up", "Was not taken for 3 days: " + why + ".");
                } else if (calls.comesAgain(job)) {
                    throw Failure.retryable(
                            "webhook-not-now",
                            "Webhook " + target.key() + " did not take it: " + why + ".",
                            pause(job, call, after),
                            null);
                }
            }
        }
    }

    /** Longer each time, and not the same for everybody; never shorter than the other side asks for. */
    private static Duration pause(StepJob job, WebhookCalls.Call call, Duration asked) {
        var ours = FIRST_PAUSE.multipliedBy(1L << Math.min(call.tries() - 1, MOST_DOUBLINGS));
        var spread = ours.dividedBy(4)
                .multipliedBy(Math.floorMod(job.enrolment().hashCode(), 100))
                .dividedBy(100);
        return asked.compareTo(ours) > 0 ? asked.plus(spread) : ours.plus(spread);
    }
}
