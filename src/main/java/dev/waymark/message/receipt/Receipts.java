package dev.waymark.message.receipt;

import dev.waymark.consent.SuppressedAddresses;
import dev.waymark.consent.SuppressedAddresses.Reach;
import dev.waymark.message.MessageProof;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Takes down what is heard of messages. A fact is stored once, however often and in whatever order it is told, and becomes
 * one event of the person, stored and told in the same transaction: waits, rules and goals see it, or nothing happened.
 *
 * <p>Thread-safe; joins the caller's transaction. Locks the profile, then the message.
 */
@ApplicationScoped
public class Receipts {

    /** Who stops an address, for the record. */
    private static final String ACTOR = "receipt";

    private final ReceiptTable table;
    private final Profiles profiles;
    private final MessageProof proof;
    private final ReceiptEvents events;
    private final SuppressedAddresses addresses;

    Receipts(
            ReceiptTable table,
            Profiles profiles,
            MessageProof proof,
            ReceiptEvents events,
            SuppressedAddresses addresses) {
        this.table = table;
        this.profiles = profiles;
        this.proof = proof;
        this.events = events;
        this.addresses = addresses;
    }

    /** Of somebody who was erased nothing is taken down. */
    @Transactional
    public void take(Receipt told) {
        profiles.lockLiving(told.profile()).ifPresent(person -> isNews(told, person));
    }

    /**
     * The same, and nothing is sent to the address of the message any more.
     *
     * @param reason kebab-case
     */
    @Transactional
    public void takeAndStop(Receipt told, String digest, String reason) {
        profiles.lockLiving(told.profile()).ifPresent(person -> {
            if (!isNews(told, person)) {
                // told before: somebody may have lifted the stop since
                return;
            }
            var word = new SuppressedAddresses.Word(
                    told.channel(), digest, Reach.EVERYTHING, true, reason, table.soundTime(told));
            addresses.say(person, word, ACTOR);
        });
    }

    /** The address may be written to again, unless something later says otherwise; no receipt tells it. */
    @Transactional
    public void free(ProfileId profile, String channel, String digest, Instant at) {
        profiles.lockLiving(profile)
                .ifPresent(person -> addresses.say(
                        person,
                        new SuppressedAddresses.Word(
                                channel, digest, Reach.EVERYTHING, false, "came-back", table.notAfterNow(at)),
                        ACTOR));
    }

    private boolean isNews(Receipt told, ProfileId person) {
        var at = table.insert(told);
        if (at.isEmpty()) {
            return false;
        }
        if (told.message() != null && told.kind().provesArrival()) {
            proof.arrived(told.message().id());
        }
        if (!told.isMachine()) {
            events.raise(told, person, at.get());
        }
        return true;
    }
}
