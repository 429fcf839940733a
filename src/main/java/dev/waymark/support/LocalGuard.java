package dev.waymark.support;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps web pages of others away from an API without sign-in that listens on this machine only: a page whose name
 * was rebound to 127.0.0.1 shows in {@code Host}, one that posts across origins shows in {@code Origin}.
 *
 * <p>Where Waymark listens on other addresses, what stands in front of it has to do this.
 */
@Singleton
class LocalGuard {

    private static final int BEFORE_EVERYTHING = 1000;
    private static final int MISDIRECTED = 421;
    private static final int FORBIDDEN = 403;
    private static final String EVENTS_IN = "/v1/";
    private static final String UNSUBSCRIBING = "/u/";
    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final boolean listensLocally;

    LocalGuard(@ConfigProperty(name = "quarkus.http.host") String host) {
        this.listensLocally = LOCAL.contains(host);
    }

    void guard(@Observes Filters filters) {
        if (listensLocally) {
            filters.register(LocalGuard::check, BEFORE_EVERYTHING);
        }
    }

    private static void check(RoutingContext request) {
        var host = request.request().authority();
        var origin = request.request().getHeader("Origin");
        if (host == null || !LOCAL.contains(host.host())) {
            request.response().setStatusCode(MISDIRECTED).end();
        } else if (origin != null && !isOpen(request) && !origin.equals("http://" + host)) {
            request.response().setStatusCode(FORBIDDEN).end();
        } else {
            request.next();
        }
    }

    /**
     * Reading shows nothing to a page of another origin, and events come from everywhere: their key is their
     * pass, and the token of who unsubscribes theirs.
     */
    private static boolean isOpen(RoutingContext request) {
        var path = request.normalizedPath();
        return isSafe(request.request().method()) || path.startsWith(EVENTS_IN) || path.startsWith(UNSUBSCRIBING);
    }

    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
    }
}
