package dev.waymark.offer;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.REFUSED;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.event.RaisedEvents;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Redeems codes, by the shop on the web and by its tills: each once, however many try at once. Thread-safe; one
 * transaction each, under the profile's lock and then the code's.
 */
@ApplicationScoped
class Redemptions {

    private static final String REDEEMED = "Coupon Redeemed";

    private final CodeTable table;
    private final Profiles profiles;
    private final RaisedEvents raised;
    private final Clock clock;

    Redemptions(CodeTable table, Profiles profiles, RaisedEvents raised, Clock clock) {
        this.table = table;
        this.profiles = profiles;
        this.raised = raised;
        this.clock = clock;
    }

    /**
     * Who redeems says by what a repeat is known.
     *
     * @param orderId as the shop names the order
     * @param requestKey of the header Idempotency-Key
     */
    record Request(@Nullable String orderId, @Nullable String requestKey) {

        /** Which order it is for is theirs who were forgotten: nothing is known of them any more, nor will it be. */
        private static final Request OF_NOBODY = new Request(null, null);

        private boolean isRepeatOf(CodeTable.Row redeemed) {
            return orderId != null && orderId.equals(redeemed.orderId())
                    || requestKey != null
                            && requestKey.equals(redeemed.requestKey())
                            && Objects.equals(orderId, redeemed.orderId());
        }
    }

    @Transactional
    Outcome<CodeTable.Row> find(String typed) {
        return read(typed).<Outcome<CodeTable.Row>>map(Outcome::done).orElseGet(() -> Outcome.refused(unknown()));
    }

    @Transactional
    Outcome<CodeTable.Row> redeem(String typed, Request request) {
        return find(typed).then(found -> {
            var person = profiles.lockPerson(found.profile());
            return table.locked(found.code())
                    .map(code -> redeem(code, person, request))
                    .orElseGet(() -> Outcome.refused(unknown()));
        });
    }

    private Outcome<CodeTable.Row> redeem(CodeTable.Row code, ProfileId person, Request request) {
        if (code.redeemedAt() != null) {
            return request.isRepeatOf(code) ? Outcome.done(code) : Outcome.refused(already(code));
        }
        if (isOver(code)) {
            return Outcome.refused(expired(code));
        }
        if (profiles.lockLiving(person).isPresent()) {
            table.redeem(code.code(), request, clock.instant());
            tell(code, person, request);
        } else {
            table.redeem(code.code(), Request.OF_NOBODY, clock.instant());
        }
        return Outcome.done(table.locked(code.code()).orElseThrow());
    }

    boolean isOver(CodeTable.Row code) {
        return code.expiresAt() != null && !code.expiresAt().isAfter(clock.instant());
    }

    private void tell(CodeTable.Row code, ProfileId person, Request request) {
        var properties =
                JsonNodeFactory.instance.objectNode().put("offer", code.offer()).put("code", code.code());
        if (request.orderId() != null) {
            properties.put("orderId", request.orderId());
        }
        raised.raise(person, REDEEMED, properties, "code:" + code.code());
        raised.store();
    }

    void on(@Observes ProfileErased erased) {
        table.forget(erased.all().stream().map(ProfileId::value).toList());
    }

    private Optional<CodeTable.Row> read(String typed) {
        return CodeText.read(typed).flatMap(table::find).or(() -> table.findFromPool(CodeText.lookup(typed)));
    }

    private static Rejection unknown() {
        return Rejection.of(
                UNKNOWN, "code-unknown", "Expected a code that was given to somebody, but this one was not.");
    }

    private static Rejection already(CodeTable.Row code) {
        return Rejection.of(
                CONFLICT,
                "code-redeemed",
                "Expected a code that is still good, but it was redeemed at " + code.redeemedAt() + ".");
    }

    private static Rejection expired(CodeTable.Row code) {
        return Rejection.of(
                REFUSED,
                "code-expired",
                "Expected a code that is still good, but it was until " + code.expiresAt() + ".");
    }
}
