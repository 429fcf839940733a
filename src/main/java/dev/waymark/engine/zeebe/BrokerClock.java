package dev.waymark.engine.zeebe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/**
 * Moves the embedded broker's clock through its management address. The broker forgets its offset when it ends, so
 * the offset wanted is always compared with the one it has. Thread-safe.
 */
final class BrokerClock {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Two clocks of one machine, read through HTTP, agree better than this. */
    private static final Duration SAME = Duration.ofSeconds(2);

    private final URI address;
    private final Clock real;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    BrokerClock(URI actuator, Clock real) {
        this.address = actuator.resolve("/actuator/clock");
        this.real = real;
    }

    /** Makes the broker's clock stand {@code offset} before real time. It is never moved back. */
    synchronized void align(Duration offset) {
        var missing = offset.minus(offset());
        if (missing.compareTo(SAME) > 0) {
            var add = HttpRequest.newBuilder(URI.create(address + "/add"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"offsetMilli\":" + missing.toMillis() + "}"));
            ask(add);
        }
    }

    private Duration offset() {
        try {
            var now = json.readTree(ask(HttpRequest.newBuilder(address)))
                    .path("epochMilli")
                    .asLong();
            return Duration.ofMillis(now - real.millis());
        } catch (IOException unreadable) {
            throw away(unreadable);
        }
    }

    private String ask(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw Failure.lasting("clock-refused", "The broker did not move its clock: " + answer.body());
            }
            return answer.body();
        } catch (IOException away) {
            throw away(away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw away(interrupted);
        }
    }

    private static Failure away(Exception cause) {
        return Failure.retryable("broker-away", "The broker's clock cannot be reached.", PATIENCE, cause);
    }
}
