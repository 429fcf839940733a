package dev.waymark.message;

import static dev.waymark.support.Rejection.Kind.AWAY;
import static dev.waymark.support.Rejection.Kind.REFUSED;
import static java.util.Objects.requireNonNullElse;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Channels;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.message.Previews.Reading;
import dev.waymark.support.Actor;
import dev.waymark.support.Ids;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import dev.waymark.template.Rendered;
import dev.waymark.template.TemplateCheck;
import dev.waymark.template.TemplateFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends a template as a person would read it to a colleague. It is no message: nothing counts it, it burns no code, and
 * its subject says what it is. Thread-safe; the provider is called outside a transaction.
 */
@ApplicationScoped
class TestSends {

    private static final String MARK = "[Test] ";

    private final Previews previews;
    private final TestAddresses addresses;
    private final Channels channels;
    private final TestSendRecord record;
    private final Ids ids;

    TestSends(Previews previews, TestAddresses addresses, Channels channels, TestSendRecord record, Ids ids) {
        this.previews = previews;
        this.addresses = addresses;
        this.channels = channels;
        this.record = record;
        this.ids = ids;
    }

    /** What became of a test: ACCEPTED, REJECTED or UNKNOWN, as of messages. */
    record TestSendView(
            UUID id,
            String template,
            String version,
            String channel,
            String subject,
            String status,
            @Nullable String reason) {}

    Outcome<TestSendView> send(String key, PreviewWish wish, String address, Actor actor) {
        return previews.source(key, wish, null).then(source -> switch (source.check()) {
            case TemplateCheck.Refused refused ->
                Outcome.refused(new Rejection(
                        REFUSED,
                        "template-refused",
                        "Expected a version that is sound, but this one is not. Mend it and hand it in again.",
                        null,
                        refused.findings()));
            case TemplateCheck.Accepted accepted ->
                previews.reading(accepted.templates().find(key).orElseThrow(), wish)
                        .then(reading -> send(reading, address, actor));
        });
    }

    private Outcome<TestSendView> send(Reading reading, String address, Actor actor) {
        var channel = channels.find(reading.reader().channel());
        if (channel.isEmpty()) {
            return Outcome.refused(Rejection.at(
                    "/channel",
                    REFUSED,
                    "channel-sends-nothing",
                    "Expected a channel by which something is sent, but this one shows templates elsewhere. Look at a"
                            + " preview instead."));
        }
        if (!addresses.allow(channel.get(), address)) {
            return Outcome.refused(Rejection.at(
                    "/address",
                    REFUSED,
                    "no-test-address",
                    "Expected one of the addresses in WAYMARK_TEST_ADDRESSES, but it is another. Use one of them, or ask"
                            + " the operator to add it."));
        }
        try {
            return send(reading, channel.get(), address, reading.rendered(), actor);
        } catch (TemplateFailure failed) {
            return Outcome.refused(Rejection.of(REFUSED, "template-failed", failed.getMessage()));
        }
    }

    private Outcome<TestSendView> send(
            Reading reading, Channel channel, String address, Rendered rendered, Actor actor) {
        var test = new TestSendRecord.Test(
                ids.next(),
                reading.template().key(),
                reading.template().version(),
                reading.reader().profile().id(),
                channel.key(),
                actor.name());
        if (!record.begin(test)) {
            return Outcome.refused(Rejection.of(
                    REFUSED, "profile-unknown", "Expected somebody Waymark knows, but they were forgotten meanwhile."));
        }
        var content = new SendRequest.Content(
                MARK + requireNonNullElse(rendered.subject(), ""),
                requireNonNullElse(rendered.html(), ""),
                requireNonNullElse(rendered.text(), ""),
                MessageWriter.approved(rendered));
        var result = channel.send(new SendRequest(test.id(), address, content));
        if (result instanceof SendResult.NotNow notNow) {
            return Outcome.refused(
                    Rejection.of(AWAY, notNow.reason(), "The provider does not take it now. Try again later."));
        }
        record.end(test, result);
        return Outcome.done(view(test, content.subject(), result));
    }

    private static TestSendView view(TestSendRecord.Test test, String subject, SendResult result) {
        return switch (result) {
            case SendResult.Accepted accepted -> view(test, subject, "ACCEPTED", null);
            case SendResult.Rejected(var reason) -> view(test, subject, "REJECTED", reason);
            case SendResult.Unknown(var reason) -> view(test, subject, "UNKNOWN", reason);
            case SendResult.Unclear(var reason) -> view(test, subject, "UNKNOWN", reason);
            case SendResult.NotNow(var reason, var after, var isAboutProvider) ->
                throw new IllegalStateException("Was refused before");
        };
    }

    private static TestSendView view(TestSendRecord.Test test, String subject, String status, @Nullable String reason) {
        return new TestSendView(test.id(), test.template(), test.hash(), test.channel(), subject, status, reason);
    }
}
