package dev.waymark.event.kafka;

import static dev.waymark.event.kafka.KafkaBroker.TOPIC;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.testing.Database;
import dev.waymark.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events through a real broker: {@code mvn -Pkafka test}. What is read twice is stored once, and nothing stops a partition. */
@QuarkusTest
@TestProfile(KafkaIntakeTest.WithKafka.class)
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(value = KafkaBroker.class, restrictToAnnotatedClass = true)
class KafkaIntakeTest {

    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);

    /** Other tests run without Kafka. */
    public static class WithKafka implements QuarkusTestProfile {}

    @ConfigProperty(name = "waymark.kafka.bootstrap-servers")
    String servers;

    @Inject
    Database database;

    @Inject
    DataSource source;

    @Inject
    KafkaIntake intake;

    @Inject
    ObjectMapper json;

    private final String person = "kafka-" + UUID.randomUUID();
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void openProducer() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void closeProducer() {
        producer.close();
    }

    @Test
    void shouldStoreSingleEventsAndBatches() throws Exception {
        // when
        send(event("Product Viewed"));
        send(Map.of("batch", List.of(event("Product Added"), event("Order Completed"))));

        // then
        awaitEvents("Product Added", "Order Completed", "Product Viewed");
    }

    @Test
    void shouldChangeNothingWhenTheTopicIsReadAgain() throws Exception {
        // given one event with an id of its own and one without, read and committed
        send(event("Product Viewed"));
        send(Map.of("type", "track", "userId", person, "event", "Without An Id"));
        awaitEvents("Product Viewed", "Without An Id");
        var before = everything();

        // when
        readFromTheStart();

        // then what is sent after has come, and so all before it has come again
        send(event("Last"));
        awaitEvents("Last", "Product Viewed", "Without An Id");
        assertThat(everything()).isEqualTo(before + 1);
    }

    @Test
    void shouldStoreOnceWhatWasStoredBeforeAnOffsetWasCommitted() throws Exception {
        // given the application dies after the database's commit: the offset is where it was
        var before = committed();
        send(event("Product Viewed"));
        awaitEvents("Product Viewed");
        await().atMost(20, SECONDS).until(() -> committed() > before);
        intake.stop(null);
        commit(before);

        // when it is there again
        intake.start(null);

        // then
        send(event("Last"));
        awaitEvents("Last", "Product Viewed");
    }

    @Test
    void shouldParkAPoisonRecordAndGoOnWithItsPartition() throws Exception {
        // given
        var parked = parked();

        // when
        sendBytes("not JSON".getBytes(StandardCharsets.UTF_8));
        sendBytes(new byte[] {(byte) 0xFF, 0, 1});
        sendBytes("[1, 2]".getBytes(StandardCharsets.UTF_8));
        sendBytes(null);
        send(Map.of("type", "track", "userId", person));
        send(Map.of("batch", List.of(Map.of("type", "nonsense"), event("Neighbour"))));
        send(event("Last"));

        // then
        awaitEvents("Last", "Neighbour");
        await().atMost(20, SECONDS).until(() -> parked() == parked + 5);
        assertThat(database.texts("select reason from parked_event"))
                .contains("Expected a record to be JSON, but it is not.");
    }

    @Test
    void shouldLoseNothingWhileTheDatabaseDoesNotTakeIt() throws Exception {
        // given a table nobody can write to for longer than one try
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table event in access exclusive mode");
            send(event("Product Viewed"));

            // when the connection that waits for it dies
            await().atMost(20, SECONDS).until(() -> !waiting().isEmpty());
            database.text(
                    "select pg_terminate_backend(cast(? as int))",
                    Integer.valueOf(waiting().getFirst()));
            connection.rollback();
        }

        // then
        awaitEvents("Product Viewed");
    }

    private List<String> waiting() {
        return database.texts("select pid from pg_locks where relation = 'event'::regclass and not granted");
    }

    private Map<String, Object> event(String name) {
        return Map.of("type", "track", "messageId", UUID.randomUUID().toString(), "userId", person, "event", name);
    }

    private void send(Map<String, Object> value)
            throws JsonProcessingException, ExecutionException, InterruptedException {
        sendBytes(json.writeValueAsBytes(value));
    }

    private void sendBytes(byte[] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(TOPIC, 0, null, value)).get();
    }

    private void readFromTheStart() throws Exception {
        intake.stop(null);
        commit(0);
        intake.start(null);
    }

    private void commit(long offset) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.alterConsumerGroupOffsets("waymark", Map.of(FIRST, new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private long committed() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            var offsets = admin.listConsumerGroupOffsets("waymark")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.containsKey(FIRST) ? offsets.get(FIRST).offset() : 0;
        }
    }

    private void awaitEvents(String... names) {
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(database.texts(
                                "select name from event where profile_id in (select profile_id from identity where kind = 'user' and value = ?)",
                                person))
                        .containsExactlyInAnyOrder(names));
    }

    private long everything() {
        return database.number("select count(*) from event");
    }

    private long parked() {
        return database.number("select count(*) from parked_event");
    }
}
