package dev.waymark.support;

import static dev.waymark.support.Rejection.Kind.REFUSED;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keeps requests out until rules and journeys have been read. The HTTP port opens earlier than that, and an event
 * taken in between would be stored without anybody deciding about it.
 */
@Singleton
class StartGate {

    /** After everything a request may need. */
    private static final int LAST = 900;

    private static final int SECONDS = 1;

    private volatile boolean open;

    void start(@Observes @Priority(LAST) StartupEvent start) {
        open = true;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> refuseBeforeStart() {
        if (open) {
            return Optional.empty();
        }
        var problem = Problem.answer(
                503,
                Rejection.of(REFUSED, "starting", "Waymark is starting; nothing was stored. Try again in a second."));
        return Optional.of(Response.fromResponse(problem)
                .header(HttpHeaders.RETRY_AFTER, SECONDS)
                .build());
    }
}
