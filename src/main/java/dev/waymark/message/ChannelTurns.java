package dev.waymark.message;

import dev.waymark.channel.Channel;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.support.FaultPoint;
import dev.waymark.support.Turns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Whose turn it is to be sent something: a slow channel holds up its own messages only, a provider that takes nothing is
 * left alone, and none gets more in a second than it was said to take. Thread-safe; knows the turns of this process only.
 */
@ApplicationScoped
class ChannelTurns {

    /** Of the threads on which all steps are done; the others are for steps that send nothing. */
    private static final int PLACES = 16;

    private static final int EACH = 8;

    /** Fewer than all: a quick one that begins to hang leaves some to the others. */
    private static final int MOST = 12;

    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration CLOSEST = Duration.ofMillis(5);
    private static final Duration FARTHEST = Duration.ofMillis(50);

    private final SendSettings settings;
    private final FaultPoint fault;
    private final MessageAnswers answers;
    private final Turns turns;

    ChannelTurns(SendSettings settings, FaultPoint fault, MessageAnswers answers, Clock clock) {
        settings.channels().forEach(ChannelTurns::check);
        this.settings = settings;
        this.fault = fault;
        this.answers = answers;
        this.turns = new Turns(PLACES, this::pace, clock);
    }

    private static void check(String channel, SendSettings.ChannelLimit limit) {
        if (limit.atOnce().orElse(1) < 1 || limit.perSecond().orElse(1) <= 0) {
            throw new IllegalStateException("Expected waymark.sending.channels." + channel
                    + " to have at-once and per-second above zero, but it is not so. Correct them; to stop a channel, pause"
                    + " its journeys.");
        }
    }

    private Turns.Pace pace(String channel) {
        var limit = Optional.ofNullable(settings.channels().get(channel));
        var atOnce = limit.map(SendSettings.ChannelLimit::atOnce).orElse(OptionalInt.empty());
        return new Turns.Pace(
                atOnce.orElse(EACH),
                atOnce.orElse(MOST),
                PATIENCE,
                CLOSEST,
                FARTHEST,
                limit.map(ChannelTurns::between).orElse(Duration.ZERO));
    }

    private static Duration between(SendSettings.ChannelLimit limit) {
        return limit.perSecond().isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos((long) (1e9 / limit.perSecond().getAsDouble()));
    }

    /** Sends if it is this person's turn; answers how long to wait for it where it is not. */
    Optional<Duration> take(String channel, UUID person, Runnable send) {
        return turns.take(channel, person, () -> {
            fault.pass("send.before-lease");
            send.run();
        });
    }

    /** Whether the provider took none of the last messages. */
    boolean isFailing(String channel) {
        return turns.isFailing(channel);
    }

    /** A message that was not taken is to be tried again. */
    record Again(SendResult result, Duration pause) {}

    /**
     * Calls the provider, whose answer decides when the next ones get their turn, and has it recorded; empty where there
     * is nothing more to do about this message.
     */
    Optional<Again> handOver(Channel channel, UUID person, SendRequest request) {
        fault.pass("send.before-request");
        var result = channel.send(request);
        fault.pass("send.after-accept");
        heard(channel.key(), person, result);
        return answers.answered(request.messageId(), result).map(pause -> new Again(result, pause));
    }

    private void heard(String channel, UUID person, SendResult result) {
        switch (result) {
            case SendResult.NotNow(var reason, var after, var isAboutProvider) -> {
                turns.heard(channel, person, !isAboutProvider);
                if (isAboutProvider) {
                    turns.leaveAlone(channel, after);
                }
            }
            case SendResult.Unclear unclear -> turns.heard(channel, person, false);
            case SendResult.Unknown unknown -> turns.heard(channel, person, false);
            case SendResult.Accepted accepted -> turns.heard(channel, person, true);
            case SendResult.Rejected rejected -> turns.heard(channel, person, true);
        }
    }
}
