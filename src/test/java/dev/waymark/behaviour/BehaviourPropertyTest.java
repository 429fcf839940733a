package dev.waymark.behaviour;

import static dev.waymark.testing.Site.sendsBatch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.HappeningStream.Happening;
import dev.waymark.event.EventIngested;
import dev.waymark.event.IngestClosed;
import dev.waymark.event.IngestOpened;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a stream is repeated, shuffled, cut into batches, told of two profiles that are joined, or read again: the
 * rows are those of the sorted stream, to the bit. Another seed: {@code -Dwaymark.test.seed=<number>}.
 */
@WaymarkTest
class BehaviourPropertyTest {

    private static final int EVENTS = 160;
    private static final AtomicLong SEQ = new AtomicLong(1_000_000_000);

    /** Without what rules raise of whom they know: they look at the calendar too. */
    private static final List<String> ROWS = List.of(
            "select concat_ws('|', name, count, first_at, last_at, value, days, last_message_id, last_properties)"
                    + " from event_summary where profile_id = ? and name <> 'Recency Falling' order by 1",
            "select concat_ws('|', category, days) from interest where profile_id = ? order by 1",
            "select concat_ws('|', order_id, ordered_at, said_at, said_by, value, currency, items, refunds, cancelled)"
                    + " from placed_order where profile_id = ? order by 1",
            "select concat_ws('|', currency, orders, value, first_at, last_at)"
                    + " from order_total where profile_id = ? order by 1",
            "select concat_ws('|', category, purchases, latest, days)"
                    + " from purchase_rhythm where profile_id = ? order by 1");

    @Inject
    Behaviours behaviours;

    @Inject
    Event<IngestOpened> opened;

    @Inject
    Event<EventIngested> ingested;

    @Inject
    Event<IngestClosed> closed;

    @Inject
    Event<ProfilesMerged> merged;

    @Inject
    Event<ProfileErased> erased;

    @Inject
    Database database;

    static List<Long> seeds() {
        var first = Long.getLong("waymark.test.seed", System.nanoTime());
        return List.of(first, first + 1, first + 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldKeepTheSameRowsHoweverTheStreamArrives(long seed) {
        // given
        System.out.println("behaviour: seed " + seed);
        var stream = new HappeningStream(seed);
        var events = stream.unique(EVENTS);
        var sorted = aProfile();
        tell(sorted, events);

        // when
        var person = Person.somebody();
        var someone = sendThroughTheApi(person, stream.batches(stream.repeatedAndShuffled(events)));
        var alone = aProfile();
        stream.shuffled(events).forEach(event -> tellAlone(alone, event));
        var inBatches = aProfile();
        stream.batches(stream.shuffled(events)).forEach(batch -> tell(inBatches, batch));

        // then
        var rows = rows(sorted);
        assertThat(rows).as("seed %d", seed).hasSizeGreaterThan(20);
        assertThat(rows(someone)).as("seed %d, through the API", seed).isEqualTo(rows);
        assertThat(rows(alone)).as("seed %d, one by one", seed).isEqualTo(rows);
        assertThat(rows(inBatches)).as("seed %d, in batches", seed).isEqualTo(rows);

        // when
        QuarkusTransaction.requiringNew().run(() -> behaviours.recompute(someone));

        // then
        assertThat(rows(someone))
                .as("seed %d, recomputed from what is stored", seed)
                .isEqualTo(rows);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldJoinTwoProfilesAsIfTheyHadAlwaysBeenOne(long seed) {
        // given
        var stream = new HappeningStream(seed);
        var events = stream.unique(EVENTS);
        var one = aProfile();
        tell(one, events);
        var winner = aProfile();
        var loser = aProfile();
        var shuffled = stream.shuffled(events);
        tell(winner, shuffled.subList(0, EVENTS / 2));
        tell(loser, shuffled.subList(EVENTS / 2, EVENTS - 20));

        // when
        QuarkusTransaction.requiringNew().run(() -> {
            merged.fire(new ProfilesMerged(winner, loser));
            tellInside(winner, shuffled.subList(EVENTS - 20, EVENTS));
        });

        // then
        assertThat(rows(winner)).as("seed %d", seed).isEqualTo(rows(one));
        assertThat(rows(loser)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldKeepNothingOfWhoIsErased(long seed) {
        // given
        var profile = aProfile();
        tell(profile, new HappeningStream(seed).unique(EVENTS));

        // when
        QuarkusTransaction.requiringNew().run(() -> erased.fire(new ProfileErased(profile, List.of(profile))));

        // then
        assertThat(rows(profile)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldAnswerFromTheRunningBatchWhatItWillStore(long seed) {
        // given
        var stream = new HappeningStream(seed);
        var events = stream.unique(EVENTS);
        var profile = aProfile();
        tell(profile, events.subList(0, EVENTS / 2));
        var needed = new Needed(Set.of("Product Viewed", "Home", "Order Completed"), true, true);

        // when
        var during = new ArrayList<Kept>();
        QuarkusTransaction.requiringNew().run(() -> {
            opened.fire(new IngestOpened(Set.of(profile), List.of()));
            events.subList(EVENTS / 2, EVENTS).forEach(event -> {
                ingested.fire(ingested(profile, event));
                during.add(kept(behaviours.of(profile, needed)));
            });
            closed.fire(new IngestClosed(Set.of(profile)));
        });

        // then
        assertThat(during.getLast()).as("seed %d", seed).isEqualTo(kept(behaviours.of(profile, needed)));
        assertThat(during.getFirst()).isNotEqualTo(during.getLast());
    }

    private static Kept kept(Behaviour behaviour) {
        return new Kept(
                behaviour.events(),
                behaviour.interests().byCategory(),
                new OrderBook(behaviour.orders().totals(), List.of()));
    }

    private ProfileId aProfile() {
        var id = UUID.randomUUID();
        database.run("insert into profile (id, created_at) values (?, now())", id);
        return new ProfileId(id);
    }

    private void tell(ProfileId profile, List<Happening> events) {
        QuarkusTransaction.requiringNew().run(() -> tellInside(profile, events));
    }

    private void tellInside(ProfileId profile, List<Happening> events) {
        opened.fire(new IngestOpened(Set.of(profile), List.of()));
        events.forEach(event -> ingested.fire(ingested(profile, event)));
        closed.fire(new IngestClosed(Set.of(profile)));
    }

    private void tellAlone(ProfileId profile, Happening event) {
        tell(profile, List.of(event));
    }

    private static EventIngested ingested(ProfileId profile, Happening event) {
        return new EventIngested(
                SEQ.incrementAndGet(),
                profile,
                event.messageId(),
                event.type(),
                event.name(),
                event.properties(),
                event.at());
    }

    private ProfileId sendThroughTheApi(Person person, List<List<Happening>> batches) {
        batches.forEach(batch -> assertThat(sendsBatch(batch.stream()
                                .map(event -> payload(person, event))
                                .toList())
                        .statusCode())
                .isEqualTo(200));
        return new ProfileId(database.profileOf(person));
    }

    private static Map<String, Object> payload(Person person, Happening event) {
        return Map.of(
                "type",
                event.type(),
                "messageId",
                event.messageId(),
                "userId",
                person.userId(),
                event.type().equals("track") ? "event" : "name",
                event.name(),
                "properties",
                event.properties(),
                "timestamp",
                event.at().toString());
    }

    private List<String> rows(ProfileId profile) {
        return ROWS.stream()
                .flatMap(query -> database.texts(query, profile.value()).stream())
                .toList();
    }
}
