package dev.waymark.message.callback;

import dev.waymark.consent.SuppressedAddresses;
import dev.waymark.consent.Withdrawals;
import dev.waymark.message.SentMessages;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * People who write to us, or let us write to them no more: found by the address they wrote from. Of whom we do not know only
 * a word that means no is kept, with the digest of the address. What they wrote is not kept. Thread-safe; each fact is a
 * transaction, under the lock of the profile.
 */
@ApplicationScoped
class Repliers {

    private final AddressHolders holders;
    private final SentMessages messages;
    private final Receipts receipts;
    private final Withdrawals withdrawals;
    private final Clock clock;

    Repliers(AddressHolders holders, SentMessages messages, Receipts receipts, Withdrawals withdrawals, Clock clock) {
        this.holders = holders;
        this.messages = messages;
        this.receipts = receipts;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /**
     * Something a person did.
     *
     * @param address from which they did it, as the channel writes it
     * @param id what the provider calls it; the same each time it is told
     * @param at when it happened, by the provider
     */
    record Act(String channel, String address, String id, Instant at) {}

    /** They wrote something. */
    @Transactional
    void replied(Act act) {
        holders.find(act.channel(), act.address())
                .ifPresent(person -> receipts.take(receipt(act, person, ReceiptKind.REPLIED)));
    }

    /** They wrote a word that means no. */
    @Transactional
    void refused(Act act) {
        var person = holders.lock(act.channel(), act.address());
        withdrawals.byWord(written(act, person));
        person.ifPresent(known -> receipts.take(receipt(act, known, ReceiptKind.UNSUBSCRIBED)));
    }

    /** They took that back: what was withdrawn has to be allowed anew, but nothing is in its way any more. */
    @Transactional
    void tookBack(Act act) {
        withdrawals.takenBack(written(act, holders.lock(act.channel(), act.address())));
    }

    /** Nothing reaches them there any more. */
    @Transactional
    void left(Act act) {
        holders.find(act.channel(), act.address())
                .ifPresent(person -> receipts.takeAndStop(
                        receipt(act, person, ReceiptKind.UNSUBSCRIBED), digest(act), "person-left"));
    }

    /** They may be reached there again; whether they allow it is another matter. */
    @Transactional
    void cameBack(Act act) {
        holders.find(act.channel(), act.address())
                .ifPresent(person -> receipts.free(person, act.channel(), digest(act), act.at()));
    }

    private Receipt receipt(Act act, ProfileId person, ReceiptKind kind) {
        var at = soundTime(act.at());
        return new Receipt(
                act.channel() + ":" + kind.key() + ":" + act.id(),
                messages.newest(person, act.channel(), at).orElse(null),
                person,
                act.channel(),
                kind,
                at,
                false,
                null,
                Map.of());
    }

    private Withdrawals.Written written(Act act, Optional<ProfileId> person) {
        return new Withdrawals.Written(
                person.orElse(null), act.channel(), act.address(), soundTime(act.at()), act.id());
    }

    private Instant soundTime(Instant at) {
        var now = clock.instant();
        return at.isAfter(now) ? now : at;
    }

    private static String digest(Act act) {
        return SuppressedAddresses.digest(act.channel(), act.address());
    }
}
