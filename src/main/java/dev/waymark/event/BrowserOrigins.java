package dev.waymark.event;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets pages of any origin send events, and ask what they may show to their visitor: below {@code /v1} everything is
 * allowed by a write key that is public anyway, nothing else can be read, and cookies are never sent along.
 */
@Singleton
class BrowserOrigins {

    private static final int AFTER_THE_LOCAL_GUARD = 900;
    private static final int NO_CONTENT = 204;

    void allow(@Observes Filters filters) {
        filters.register(BrowserOrigins::answer, AFTER_THE_LOCAL_GUARD);
    }

    private static void answer(RoutingContext request) {
        if (!request.normalizedPath().startsWith("/v1/")) {
            request.next();
            return;
        }
        request.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Expose-Headers", "Retry-After");
        if (isPreflight(request)) {
            answerPreflight(request);
        } else {
            request.next();
        }
    }

    private static boolean isPreflight(RoutingContext request) {
        return request.request().method().equals(HttpMethod.OPTIONS)
                && request.request().getHeader("Access-Control-Request-Method") != null;
    }

    private static void answerPreflight(RoutingContext request) {
        request.response()
                .setStatusCode(NO_CONTENT)
                .putHeader("Access-Control-Allow-Methods", "GET, POST, DELETE")
                // the star does not cover Authorization
                .putHeader("Access-Control-Allow-Headers", "Authorization, *")
                .putHeader("Access-Control-Max-Age", "7200")
                .end();
    }
}
