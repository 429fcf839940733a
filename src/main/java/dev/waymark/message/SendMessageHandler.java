package dev.waymark.message;

import static dev.waymark.support.KeyCatalogue.Kind.CHANNEL;
import static dev.waymark.support.KeyCatalogue.Kind.TEMPLATE;
import static dev.waymark.support.KeyCatalogue.Kind.TOPIC;

import dev.waymark.channel.Channel;
import dev.waymark.channel.SendRequest;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepHeader.Kind;
import dev.waymark.engine.StepJob;
import dev.waymark.support.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Sends one message: intend it, write it, lease it, hand it over, record the answer. Each arrow is a commit, so
 * that a death anywhere leaves a state from which the next delivery of the step knows what may still be done.
 */
@ApplicationScoped
class SendMessageHandler implements StepHandler {

    private final MessageLedger ledger;
    private final MessageLeases leases;
    private final MessageWriter writer;
    private final Addressing addressing;
    private final ChannelTurns turns;

    SendMessageHandler(
            MessageLedger ledger,
            MessageLeases leases,
            MessageWriter writer,
            Addressing addressing,
            ChannelTurns turns) {
        this.ledger = ledger;
        this.leases = leases;
        this.writer = writer;
        this.addressing = addressing;
        this.turns = turns;
    }

    @Override
    public String jobType() {
        return "waymark:send-message:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(
                StepHeader.required("templateKey", new Kind.Key(TEMPLATE)),
                StepHeader.required("channel", new Kind.Keys(CHANNEL)),
                StepHeader.optional(Addressing.CHOOSE, new Kind.OneOf(Addressing.FIRST, Addressing.BEST)),
                StepHeader.required("topic", new Kind.Key(TOPIC)),
                StepHeader.optional("tooLateAfter", new Kind.Lasting()),
                StepHeader.optional("quietHours", new Kind.OneOf("hold", "skip", "ignore")));
    }

    @Override
    public Left leave(EnrolmentId enrolment, String elementId, long pass) {
        return ledger.leave(enrolment, elementId, pass);
    }

    @Override
    public Map<String, Object> handle(StepJob job) {
        var terms = SendTerms.of(job);
        var addressed = addressing.address(job, terms.topic());
        var sending = addressed.sending();
        var intended = ledger.intend(job, sending.template().key(), addressed.channel(), terms);
        if (!intended.isSettled()) {
            var channel = addressing.channel(intended.channel());
            turns.take(
                            channel.key(),
                            job.claimed().profile(),
                            () -> send(job, terms, sending, wanted(intended, sending, terms)))
                    .ifPresent(pause -> lineUp(job, channel, pause));
        }
        return Map.of();
    }

    private void lineUp(StepJob job, Channel channel, Duration pause) {
        if (!turns.isFailing(channel.key()) || !ledger.isGivenUp(job)) {
            throw Failure.notYet("channel-busy", "Others are to be sent theirs first.", pause);
        }
    }

    private MessageWriter.Wanted wanted(MessageLedger.Intended intended, Addressing.Sending sending, SendTerms terms) {
        return new MessageWriter.Wanted(
                intended.message(), terms.topic(), sending.template(), addressing.channel(intended.channel()));
    }

    private void send(StepJob job, SendTerms terms, Addressing.Sending sending, MessageWriter.Wanted wanted) {
        switch (writer.write(wanted, sending.profile())) {
            case MessageWriter.Written.Not(var reason) -> ledger.skip(job, reason);
            case MessageWriter.Written.Ready ready -> send(job, terms, wanted.channel(), ready);
        }
    }

    private void send(StepJob job, SendTerms terms, Channel channel, MessageWriter.Written.Ready ready) {
        switch (leases.lease(job, terms, ready.writing(), channel.remembers())) {
            case MessageLeases.Permit.Nothing() -> {}
            case MessageLeases.Permit.Later(var after) ->
                throw Failure.notYet("message-leased", "Another delivery of this step is sending.", after);
            case MessageLeases.Permit.Held(var length) ->
                throw Failure.notYet("quiet-hours", "The person is not to be disturbed now.", length);
            case MessageLeases.Permit.Paused(var length) ->
                throw Failure.notYet("journey-paused", "The journey is paused.", length);
            case MessageLeases.Permit.Send send -> handOver(job, channel, ready.request());
        }
    }

    private void handOver(StepJob job, Channel channel, SendRequest request) {
        turns.handOver(channel, job.claimed().profile(), request).ifPresent(again -> {
            throw Failure.retryable("not-taken", again.result().toString(), again.pause(), null);
        });
    }
}
