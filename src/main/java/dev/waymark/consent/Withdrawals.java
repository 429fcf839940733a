package dev.waymark.consent;

import dev.waymark.consent.SuppressedAddresses.Reach;
import dev.waymark.consent.SuppressedAddresses.Word;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * No, said by a link or by a word and without signing in: it counts at once, and is not recorded again where it is so
 * already. Thread-safe; joins the caller's transaction, who holds the profile's lock.
 */
@ApplicationScoped
public class Withdrawals {

    /** How it was said, and by what it can be taken back. */
    private static final String BY_LINK = "unsubscribe-link";

    private static final String UNDONE = "undo-of-unsubscribe";
    private static final String BY_WORD = "stop-word";
    private static final String MESSAGE = "message";
    private static final String ACTOR = "person";

    private final Consents consents;
    private final Topics topics;
    private final SuppressedAddresses addresses;
    private final Clock clock;

    Withdrawals(Consents consents, Topics topics, SuppressedAddresses addresses, Clock clock) {
        this.consents = consents;
        this.topics = topics;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Whether messages about a topic can be refused: not what belongs to something the person has asked for. */
    public boolean isRefusable(@Nullable String topic) {
        return topic != null
                && topics.find(topic).filter(about -> !about.transactional()).isPresent();
    }

    /** Whether the person gets no messages about the topic on this channel. */
    @Transactional
    public boolean isRefused(ProfileId person, String topic, String channel) {
        return consents.isRefused(person, topic, road(channel));
    }

    /** Withdraws a topic on one channel, by the link in a message. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void byLink(ProfileId person, String topic, String channel, UUID message) {
        if (!isRefused(person, topic, channel)) {
            say(person, request(topic, channel, message, false, null));
        }
    }

    /** Whether what is refused was refused by the link of this message, and nothing was said since. */
    @Transactional
    public boolean canBeUndone(ProfileId person, String topic, String channel, UUID message) {
        return deciding(person, topic, channel)
                .filter(record -> !record.given()
                        && record.method().equals(BY_LINK)
                        && message.toString().equals(record.evidence().get(MESSAGE)))
                .isPresent();
    }

    /**
     * Takes it back for who pressed the wrong button; nothing where it cannot be undone.
     *
     * @param language of the page that asked
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void undo(ProfileId person, String topic, String channel, UUID message, String language) {
        if (canBeUndone(person, topic, channel, message)) {
            say(person, request(topic, channel, message, true, language));
        }
    }

    /**
     * Something somebody wrote.
     *
     * @param person who is known by the address; null where nobody is
     * @param address from which it was written
     * @param at when
     * @param evidence what could show it later, such as the provider's id of the message
     */
    public record Written(@Nullable ProfileId person, String channel, String address, Instant at, String evidence) {}

    /**
     * Withdraws everything that can be refused on a channel: who writes STOP means all of it, also topics that come later,
     * and for whoever is written to at that address.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void byWord(Written no) {
        addresses.say(no.person(), refusable(no, true, BY_WORD), ACTOR);
        if (no.person() != null) {
            topics.keys().stream()
                    .sorted()
                    .filter(this::isRefusable)
                    .forEach(topic -> say(no.person(), stopped(topic, no.channel(), no.at(), no.evidence())));
        }
    }

    /** The address may be written to again, as far as its people allow it: what was withdrawn stays so. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void takenBack(Written yes) {
        addresses.say(yes.person(), refusable(yes, false, "start-word"), ACTOR);
    }

    private Word refusable(Written word, boolean stopped, String reason) {
        var digest = SuppressedAddresses.digest(word.channel(), word.address());
        var at = addresses.firstTold(word.channel(), word.evidence(), word.at());
        return new Word(word.channel(), digest, Reach.REFUSABLE, stopped, reason, at);
    }

    private Optional<ConsentRecord> deciding(ProfileId person, String topic, String channel) {
        return consents.stateAt(person, clock.instant()).stream()
                .filter(state -> state.topic().equals(topic) && state.channel() == road(channel))
                .map(ConsentState::record)
                .findFirst();
    }

    private void say(ProfileId person, ConsentRequest request) {
        var outcome = consents.record(person, request, ACTOR);
        // the same STOP, told again at another time: the first telling counts
        if (outcome instanceof Outcome.Refused<ConsentRecord>(var rejection)
                && !rejection.code().equals(Consents.REUSED)) {
            throw new IllegalStateException("A withdrawal is sound, but: " + rejection.code());
        }
    }

    /** Under an id of its own, so that it is recorded once however often it is told. */
    private static ConsentRequest stopped(String topic, String channel, Instant at, String evidence) {
        var id = UUID.nameUUIDFromBytes(
                (BY_WORD + ":" + channel + ":" + topic + ":" + evidence).getBytes(StandardCharsets.UTF_8));
        return new ConsentRequest(
                id,
                topic,
                road(channel).key(),
                false,
                null,
                null,
                BY_WORD,
                at.atOffset(ZoneOffset.UTC),
                Map.of(MESSAGE, evidence));
    }

    /** @param language of the page on which it is taken back; null where it is withdrawn */
    private static ConsentRequest request(
            String topic, String channel, UUID message, boolean given, @Nullable String language) {
        var method = given ? UNDONE : BY_LINK;
        var wording = given ? UNDONE : null;
        var evidence = Map.of(MESSAGE, message.toString());
        return new ConsentRequest(null, topic, road(channel).key(), given, wording, language, method, null, evidence);
    }

    private static ConsentChannel road(String channel) {
        return ConsentChannel.of(channel).orElse(ConsentChannel.ANY);
    }
}
