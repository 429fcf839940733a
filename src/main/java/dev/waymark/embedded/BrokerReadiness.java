package dev.waymark.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Asks a broker whether it takes work: healthy, and every partition done with replaying its log.
 *
 * <p>The order and the short patience matter: asked for its partitions while they are being installed, a broker answers
 * after five seconds with none; asked again a moment later it answers at once.
 */
final class BrokerReadiness {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int OK = 200;
    private static final Pattern PHASE = Pattern.compile("\"streamProcessorPhase\"\\s*:\\s*\"([A-Z_]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI actuator;

    BrokerReadiness(URI actuator) {
        this.actuator = actuator;
    }

    boolean isReady() {
        return !answer("/actuator/health/readiness").isEmpty() && allProcessing(answer("/actuator/partitions"));
    }

    private static boolean allProcessing(String partitions) {
        var phases =
                PHASE.matcher(partitions).results().map(found -> found.group(1)).toList();
        return !phases.isEmpty() && phases.stream().allMatch("PROCESSING"::equals);
    }

    private String answer(String path) {
        var request =
                HttpRequest.newBuilder(actuator.resolve(path)).timeout(PATIENCE).build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? response.body() : "";
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
