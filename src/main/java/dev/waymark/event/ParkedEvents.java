package dev.waymark.event;

import dev.waymark.support.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps events that could not be stored, with the reason, where an operator sees them. Thread-safe; transactional. */
@ApplicationScoped
public class ParkedEvents {

    private static final Logger LOG = Logger.getLogger(ParkedEvents.class);
    private static final int MAX_CHARS = 4_000;

    private final Session db;
    private final Clock clock;

    ParkedEvents(Session db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** One parked event as an operator sees it; {@code payload} is its beginning. */
    record ParkedEvent(long id, String source, Instant at, String reason, String payload) {}

    @Transactional
    public void park(String source, List<Parked> parked) {
        db.createNativeQuery("insert into parked_event (source, received_at, reason, payload, names)"
                        + " select :source, :at, reason, payload, string_to_array(names, :between)"
                        + " from unnest(:reasons, :payloads, :names) as p (reason, payload, names)")
                .setParameter("between", ParkedNames.BETWEEN)
                .setParameter(
                        "names",
                        parked.stream()
                                .map(Parked::payload)
                                .map(ParkedEvents::kept)
                                .map(ParkedNames::in)
                                .toArray(String[]::new))
                .setParameter("source", source)
                .setParameter("at", clock.instant())
                .setParameter("reasons", parked.stream().map(Parked::reason).toArray(String[]::new))
                .setParameter(
                        "payloads",
                        parked.stream()
                                .map(Parked::payload)
                                .map(ParkedEvents::kept)
                                .toArray(String[]::new))
                .executeUpdate();
        parked.stream()
                .collect(Collectors.groupingBy(Parked::reason, Collectors.counting()))
                .forEach((reason, count) ->
                        LOG.infof("events parked source=%s count=%d reason=\"%s\"", source, count, reason));
    }

    /**
     * What was parked, newest first.
     *
     * @param before id of the last one of the page before, or null
     */
    @Transactional
    Page<ParkedEvent> newest(@Nullable Long before, int limit) {
        List<Tuple> rows = db.createNativeQuery(
                        "select id, source, received_at, reason, payload from parked_event"
                                + " where id < :before order by id desc limit :oneMore",
                        Tuple.class)
                .setParameter("before", before == null ? Long.MAX_VALUE : before)
                .setParameter("oneMore", limit + 1)
                .getResultList();
        return Page.of(rows.stream().map(ParkedEvents::event).toList(), limit, last -> Long.toString(last.id()));
    }

    private static ParkedEvent event(Tuple row) {
        return new ParkedEvent(
                row.get("id", Long.class),
                row.get("source", String.class),
                row.get("received_at", Instant.class),
                row.get("reason", String.class),
                row.get("payload", String.class));
    }

    /** The beginning, in characters that the database can hold. */
    private static String kept(String payload) {
        return payload.codePoints()
                .limit(MAX_CHARS)
                .map(point -> point == 0 || isHalf(point) ? '\uFFFD' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
