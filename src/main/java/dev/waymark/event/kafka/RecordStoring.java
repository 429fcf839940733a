package dev.waymark.event.kafka;

import dev.waymark.event.EventIngestion;
import dev.waymark.event.IncomingEvent;
import dev.waymark.event.Parked;
import dev.waymark.event.ParkedEvents;
import dev.waymark.support.DatabaseAway;
import dev.waymark.support.RejectedRequest;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Stores records of one source and keeps aside what cannot be stored, so that nothing stops a partition. Thread-safe;
 * returns when everything is durable.
 */
@Singleton
class RecordStoring {

    private static final Logger LOG = Logger.getLogger(RecordStoring.class);

    private final RecordReading reading;
    private final EventIngestion ingestion;
    private final ParkedEvents parked;

    RecordStoring(RecordReading reading, EventIngestion ingestion, ParkedEvents parked) {
        this.reading = reading;
        this.ingestion = ingestion;
        this.parked = parked;
    }

    /** @throws RuntimeException if this passes and the records are to be tried again; some may be stored then */
    void store(String source, List<ConsumerRecord<byte[], byte[]>> records) {
        var read = reading.read(records);
        try {
            ingestion.ingestAll(source, read.events());
        } catch (RuntimeException failed) {
            if (passes(failed)) {
                throw failed;
            }
            LOG.warnf(failed, "events from Kafka are stored one by one source=%s", source);
            read.events().forEach(event -> storeOne(source, event));
        }
        if (!read.unsound().isEmpty()) {
            parked.park(source, read.unsound());
        }
    }

    private void storeOne(String source, IncomingEvent event) {
        try {
            ingestion.ingestAll(source, List.of(event));
        } catch (RuntimeException failed) {
            if (passes(failed)) {
                throw failed;
            }
            parked.park(
                    source,
                    List.of(new Parked(
                            "Expected an event that can be stored, but this one failed: see the log.",
                            event.properties().toString())));
        }
    }

    private static boolean passes(RuntimeException failed) {
        return failed instanceof RejectedRequest || DatabaseAway.isCauseOf(failed);
    }
}
