package dev.waymark.event.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads, stores, and then commits the offsets: what is read twice because a commit was missed is recognised by its
 * message ids. Confined to one thread, but for {@link #wakeUp()}.
 */
final class TopicReader {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings settings;
    private final RecordStoring storing;
    private final Map<String, String> sources;
    private volatile boolean closing;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    TopicReader(KafkaSettings settings, RecordStoring storing) {
        this.settings = settings;
        this.storing = storing;
        this.sources =
                settings.topics().entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** Always true: there may be more. What the client throws ends the consumer, and the next call makes a new one. */
    boolean readOnce() {
        if (closing) {
            return false;
        }
        try {
            var open = opened();
            var records = open.poll(POLL);
            if (!records.isEmpty()) {
                storeAndCommit(open, records);
            }
            return true;
        } catch (WakeupException stopping) {
            return false;
        } catch (RuntimeException broken) {
            close();
            throw broken;
        }
    }

    /** From another thread: ends the current wait. */
    void wakeUp() {
        closing = true;
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    void close() {
        var open = consumer;
        consumer = null;
        if (open != null) {
            open.close();
        }
    }

    private Consumer<byte[], byte[]> opened() {
        var open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = open;
            open.subscribe(sources.keySet());
        }
        return open;
    }

    private void storeAndCommit(Consumer<byte[], byte[]> open, ConsumerRecords<byte[], byte[]> records) {
        try {
            StreamSupport.stream(records.spliterator(), false)
                    .collect(Collectors.groupingBy(record -> sources.get(record.topic())))
                    .forEach(storing::store);
        } catch (RuntimeException away) {
            LOG.warnf("events from Kafka are tried again: %s", away.getMessage());
            rewind(open, records);
            letPause(open);
            return;
        }
        try {
            open.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException givenAway) {
            LOG.debugf("offsets not committed, somebody else reads these partitions now: %s", givenAway.getMessage());
        }
    }

    /** Goes on asking the cluster meanwhile, which would give the partitions to somebody else otherwise. */
    private void letPause(Consumer<byte[], byte[]> open) {
        var end = System.nanoTime() + settings.pause().toNanos();
        while (System.nanoTime() < end && !closing) {
            open.pause(open.assignment());
            // partitions given to us just now are not paused yet
            rewind(open, open.poll(POLL));
        }
        open.resume(open.assignment());
    }

    /** These records come again. */
    private static void rewind(Consumer<byte[], byte[]> open, ConsumerRecords<byte[], byte[]> records) {
        records.partitions().stream()
                .filter(open.assignment()::contains)
                .forEach(partition -> open.seek(
                        partition, records.records(partition).getFirst().offset()));
    }

    private Map<String, Object> clientSettings() {
        var all = new HashMap<String, Object>();
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.putAll(settings.client());
        all.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers().orElseThrow());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.recordsAtOnce());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return all;
    }
}
