package dev.waymark.event.kafka;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker in this JVM, with the topics of two sources. */
public class KafkaBroker implements QuarkusTestResourceLifecycleManager {

    static final String TOPIC = "site-events";

    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 2, TOPIC);

    @Override
    public Map<String, String> start() {
        broker.afterPropertiesSet();
        return Map.of(
                "waymark.kafka.bootstrap-servers",
                broker.getBrokersAsString(),
                "waymark.kafka.topics.local",
                TOPIC,
                "waymark.kafka.pause",
                "500ms",
                "waymark.kafka.client.\"metadata.max.age.ms\"",
                "1000");
    }

    @Override
    public void stop() {
        broker.destroy();
    }
}
