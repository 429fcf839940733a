package dev.waymark.message;

import dev.waymark.consent.Topics;
import dev.waymark.consent.Withdrawals;
import dev.waymark.message.link.Tokens;
import dev.waymark.message.link.Tokens.Purpose;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Unsubscribing by the link in a message (RFC 8058): who has the message may refuse more of its kind, at once and without
 * signing in, for as long as they keep it. Thread-safe; each act is a transaction, under the lock of the profile.
 */
@ApplicationScoped
public class Unsubscribing {

    private final Tokens tokens;
    private final SentMessages messages;
    private final Profiles profiles;
    private final Withdrawals withdrawals;
    private final Receiving receiving;

    Unsubscribing(
            Tokens tokens, SentMessages messages, Profiles profiles, Withdrawals withdrawals, Receiving receiving) {
        this.tokens = tokens;
        this.messages = messages;
        this.profiles = profiles;
        this.withdrawals = withdrawals;
        this.receiving = receiving;
    }

    /** What unsubscribing is told by, and how topics are called. */
    @ApplicationScoped
    static class Receiving {

        private final Receipts receipts;
        private final Topics topics;
        private final Clock clock;

        Receiving(Receipts receipts, Topics topics, Clock clock) {
            this.receipts = receipts;
            this.topics = topics;
            this.clock = clock;
        }

        void unsubscribed(SentMessage message) {
            receipts.take(Receipt.of(message, ReceiptKind.UNSUBSCRIBED, "", clock.instant())
                    .saying(null, Map.of("topic", Objects.requireNonNull(message.topic()))));
        }

        String title(@Nullable String topic) {
            return Optional.ofNullable(topic)
                    .flatMap(topics::find)
                    .map(Topics.Topic::title)
                    .orElse("");
        }
    }

    /**
     * How it stands between a person and what one of their messages is about.
     *
     * @param locale of the person, as far as it is known
     * @param topic its title
     * @param isRefusable false for what belongs to something they have asked for
     * @param isRefused whether they get no more of it
     * @param canBeUndone whether this link may take back what it did
     */
    public record Standing(
            String locale, String topic, String channel, boolean isRefusable, boolean isRefused, boolean canBeUndone) {}

    /** Changes nothing; empty where the token is not ours or the person was erased. */
    @Transactional
    public Optional<Standing> look(String token) {
        return message(token)
                .flatMap(message -> profiles.find(message.profile())
                        .map(profile -> standing(message, profile.id(), PersonalText.locale(profile))));
    }

    /** No more messages about the topic on the channel; the same again changes nothing. */
    @Transactional
    public Optional<Standing> unsubscribe(String token) {
        message(token)
                .ifPresent(message -> profiles.lockLiving(message.profile()).ifPresent(person -> {
                    if (withdrawals.isRefusable(message.topic())) {
                        withdrawals.byLink(person, message.topic(), message.channel(), message.id());
                        receiving.unsubscribed(message);
                    }
                }));
        return look(token);
    }

    /** Takes back what {@link #unsubscribe} did, unless something else was said since. */
    @Transactional
    public Optional<Standing> undo(String token) {
        message(token)
                .ifPresent(message -> profiles.lockLiving(message.profile()).ifPresent(person -> {
                    if (withdrawals.isRefusable(message.topic())) {
                        withdrawals.undo(person, message.topic(), message.channel(), message.id(), language(person));
                    }
                }));
        return look(token);
    }

    private Optional<SentMessage> message(String token) {
        return tokens.read(Purpose.UNSUBSCRIBE, token).flatMap(named -> messages.find(named.message()));
    }

    private Standing standing(SentMessage message, ProfileId person, String locale) {
        var topic = message.topic();
        var isRefusable = withdrawals.isRefusable(topic);
        return new Standing(
                locale,
                receiving.title(topic),
                message.channel(),
                isRefusable,
                isRefusable && withdrawals.isRefused(person, topic, message.channel()),
                isRefusable && withdrawals.canBeUndone(person, topic, message.channel(), message.id()));
    }

    private String language(ProfileId person) {
        var locale = profiles.find(person).map(PersonalText::locale).orElse("");
        return locale.toLowerCase(Locale.ROOT).startsWith("th") ? "th" : "en";
    }
}
