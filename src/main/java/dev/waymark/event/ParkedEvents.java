package dev.waymark.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.hibernate.Session;
import org.jboss.logging.Logger;

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

    @Transactional
    public void park(String source, List<Parked> parked) {
        parked.forEach(one -> insert(source, one));
    }

    private void insert(String source, Parked parked) {
        var kept = parked.payload().replace("\u0000", "\uFFFD");
        db.createNativeQuery("insert into parked_event (source, received_at, reason, payload)"
                        + " values (:source, :at, :reason, :payload)")
                .setParameter("source", source)
                .setParameter("at", clock.instant())
                .setParameter("reason", parked.reason())
                .setParameter("payload", kept.substring(0, Math.min(kept.length(), MAX_CHARS)))
                .executeUpdate();
        LOG.infof("event parked source=%s reason=\"%s\"", source, parked.reason());
    }
}
