package dev.waymark.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.PartitionBrokerHealth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether the broker processes commands. Ready is not replayed: a partition may lead and still be reading its log,
 * so the embedded broker is asked for its phase too. The answer is kept for a moment; thread-safe.
 */
final class BrokerReadiness {

    private static final long KEEP_NO_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** A broker that ends needs longer than this to come back, so its absence is always seen. */
    private static final long KEEP_YES_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CamundaClient client;
    private final Optional<URI> health;
    private final Optional<URI> partitions;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private boolean ready;
    private long askedAt = System.nanoTime() - KEEP_YES_NANOS;

    BrokerReadiness(CamundaClient client, ZeebeSettings settings) {
        this.client = client;
        this.health = settings.actuatorAddress().map(address -> address.resolve("/actuator/health/readiness"));
        this.partitions = settings.actuatorAddress().map(address -> address.resolve("/actuator/partitions"));
    }

    synchronized boolean isReady() {
        if (System.nanoTime() - askedAt >= (ready ? KEEP_YES_NANOS : KEEP_NO_NANOS)) {
            // in this order: asked for its partitions too early, the broker answers late and with nothing
            ready = health.map(this::isUp).orElse(true)
                    && partitions.map(this::isProcessing).orElse(true)
                    && isHealthy();
            askedAt = System.nanoTime();
        }
        return ready;
    }

    /** How far the embedded broker has processed and exported, as it says itself; empty when it cannot be asked. */
    String positions() {
        return partitions.map(this::ask).orElse("");
    }

    private boolean isUp(URI address) {
        return ask(address).contains("\"status\":\"UP\"");
    }

    private boolean isProcessing(URI address) {
        return ask(address).contains("\"streamProcessorPhase\":\"PROCESSING\"");
    }

    private String ask(URI address) {
        try {
            var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException away) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private boolean isHealthy() {
        try {
            var topology = client.newTopologyRequest()
                    .requestTimeout(PATIENCE)
                    .send()
                    .join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return topology.getBrokers().stream()
                    .flatMap(broker -> broker.getPartitions().stream())
                    .anyMatch(partition -> partition.isLeader() && partition.getHealth() != PartitionBrokerHealth.DEAD);
        } catch (RuntimeException away) {
            return false;
        }
    }
}
