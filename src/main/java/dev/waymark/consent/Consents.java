package dev.waymark.consent;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Ids;
import dev.waymark.support.Outcome;
import dev.waymark.support.Page;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people allowed. For a topic and a channel the latest record decides, by the time the person said it and then by
 * the order of recording; a record for {@code any} channel counts for each. Who was never asked has not allowed.
 *
 * <p>Thread-safe; joins the caller's transaction. Recording holds the profile's lock, so whoever asks under that lock
 * before sending cannot miss a withdrawal that was answered. Nothing here is cached.
 */
@ApplicationScoped
public class Consents {

    /** The code of a refusal: a record with this id is there, and says something else. */
    static final String REUSED = "consent-id-reused";

    private final ConsentTable table;
    private final Profiles profiles;
    private final Ids ids;
    private final Event<ConsentRecorded> recorded;
    private final Clock clock;

    Consents(ConsentTable table, Profiles profiles, Ids ids, Event<ConsentRecorded> recorded, Clock clock) {
        this.table = table;
        this.profiles = profiles;
        this.ids = ids;
        this.recorded = recorded;
        this.clock = clock;
    }

    /** What held at this moment, as far as is known now, by topic and channel. */
    @Transactional
    public List<ConsentState> stateAt(ProfileId profile, Instant moment) {
        return table.stateAt(profile, moment);
    }

    /** Whether the person allows this now. */
    @Transactional
    public boolean allows(ProfileId profile, String topic, ConsentChannel channel) {
        return table.isGiven(profile, topic, channel, clock.instant()).orElse(false);
    }

    /** Whether the person has said no to this, and not yes since. */
    @Transactional
    public boolean isRefused(ProfileId profile, String topic, ConsentChannel channel) {
        return !table.isGiven(profile, topic, channel, clock.instant()).orElse(true);
    }

    /** Whether the person has said yes to this after that moment, and for this channel by its name. */
    @Transactional
    public boolean isGivenSince(ProfileId profile, String topic, ConsentChannel channel, Instant moment) {
        return table.isGivenSince(profile, topic, channel, moment);
    }

    /**
     * Records, newest first.
     *
     * @param before cursor of the page before, or null
     */
    @Transactional
    public Page<ConsentRecord> history(ProfileId profile, @Nullable Long before, int limit) {
        var page = Page.of(table.newest(profile, before, limit), limit, last -> Long.toString(last.seq()));
        return new Page<>(page.items().stream().map(ConsentTable.Row::record).toList(), page.next());
    }

    /** Records what the person said. The same request under the same id is answered as the first time. */
    @Transactional
    Outcome<ConsentRecord> record(ProfileId profile, ConsentRequest request, String actor) {
        var person = profiles.lockPerson(profile);
        if (profiles.find(person).isEmpty()) {
            return Outcome.refused(unknown());
        }
        return ConsentCheck.of(request, clock.instant())
                .<Outcome<ConsentRecord>>map(Outcome::refused)
                .orElseGet(() -> store(person, request, actor));
    }

    void on(@Observes ProfileErased erased) {
        erased.all().forEach(table::delete);
    }

    static Rejection unknown() {
        return Rejection.of(UNKNOWN, "profile-unknown", "Expected the id of a profile, but there is none by this id.");
    }

    private Outcome<ConsentRecord> store(ProfileId person, ConsentRequest request, String actor) {
        var id = request.id() == null ? ids.next() : request.id();
        var record = ConsentRecord.of(id, person, request, actor, clock.instant());
        if (!table.insert(record)) {
            return repeat(person, request, table.get(id));
        }
        recorded.fire(new ConsentRecorded(person, id, record.topic(), record.channel(), record.given(), actor));
        return Outcome.done(record);
    }

    private Outcome<ConsentRecord> repeat(ProfileId person, ConsentRequest request, ConsentRecord earlier) {
        var before = new ProfileId(earlier.profileId());
        var asIfFirst = ConsentRecord.of(earlier.id(), before, request, earlier.actor(), earlier.recordedAt());
        return profiles.current(before).equals(person) && asIfFirst.equals(earlier)
                ? Outcome.done(earlier)
                : Outcome.refused(Rejection.at(
                        "/id",
                        CONFLICT,
                        REUSED,
                        "Expected a new id, but it was used for another consent. Make a new one for each."));
    }
}
