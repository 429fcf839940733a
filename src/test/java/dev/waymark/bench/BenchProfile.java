package dev.waymark.bench;

import dev.waymark.testing.RealParts;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * The application on parts that force everything to disk, as in production, with the bench's own journey and with
 * the endpoint that only parses.
 */
public class BenchProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("waymark.bench.parse-only", "true");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(
                RealParts.class,
                Map.of("durable", "true", "journey", "src/test/resources/definitions/bench/timer-only.bpmn")));
    }
}
