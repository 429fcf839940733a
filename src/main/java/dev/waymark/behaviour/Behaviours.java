package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people did, for whoever asks. While a batch of events is being stored the answers have its events so far in
 * them.
 *
 * <p>Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class Behaviours {

    private final Tables tables;
    private final RunningBatch running;
    private final Assessment assessment;
    private final StoredEvents events;

    Behaviours(Tables tables, RunningBatch running, Assessment assessment, StoredEvents events) {
        this.tables = tables;
        this.running = running;
        this.assessment = assessment;
        this.events = events;
    }

    /** Everything that is known. */
    @Transactional
    public Behaviour of(ProfileId profile) {
        return assessment.of(read(profile, Batch::all));
    }

    /** What is needed of it: in a batch it is read for all its people at once, at the first question. */
    @Transactional
    public Behaviour of(ProfileId profile, Needed needed) {
        return assessment.of(read(profile, (batch, one) -> batch.of(one, needed)));
    }

    /** The same of many people. */
    @Transactional
    public Map<ProfileId, Behaviour> of(Collection<ProfileId> profiles, Needed needed) {
        var people = Set.copyOf(profiles);
        var batch = running.batch().filter(open -> open.isAbout(people)).orElseGet(() -> new Batch(tables, people));
        return people.stream()
                .collect(Collectors.toMap(profile -> profile, profile -> assessment.of(batch.of(profile, needed))));
    }

    /**
     * Lets the rest of the transaction read these people's behaviour together, instead of one by one. The caller holds
     * their locks or writes nothing.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void readTogether(Collection<ProfileId> profiles) {
        running.open(new Batch(tables, Set.copyOf(profiles)));
    }

    /** Says what is going to be asked in the running batch, so that it is read together. */
    public void expect(ProfileId profile, Collection<String> eventNames) {
        running.batch().ifPresent(batch -> eventNames.forEach(name -> batch.expect(profile, name)));
    }

    /** Whether an event by this type and name can change interests. */
    public static boolean canShowInterest(String type, @Nullable String name) {
        return InterestSignals.canBe(type, name);
    }

    /** The categories in which the event shows interest. */
    public static Set<String> interestsShown(EventIngested event) {
        return InterestSignals.of(event).keySet();
    }

    /** Whether an event by this type and name can change orders. */
    public static boolean canChangeOrders(String type, @Nullable String name) {
        return OrderReading.canBe(type, name);
    }

    /**
     * Adds everything up again from the stored events of the person, also those from before a merge; the result is the
     * same as before. The caller holds the profile's lock.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recompute(ProfileId profile) {
        var batch = new Batch(tables, Set.of(profile));
        tables.delete(Set.of(profile));
        events.forEachOf(profile, event -> batch.add(profile, event));
        batch.save();
    }

    private Kept read(ProfileId profile, BiFunction<Batch, ProfileId, Kept> reading) {
        var batch = running.batch()
                .filter(open -> open.isAbout(profile))
                .orElseGet(() -> new Batch(tables, Set.of(profile)));
        return reading.apply(batch, profile);
    }
}
