package dev.waymark.support;

import static dev.waymark.support.Rejection.Kind.INVALID;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses an address with the character NUL before anybody looks something up by it: PostgreSQL has no text with it, and
 * nothing here is called so. Thread-safe.
 */
@Singleton
class SoundAddress {

    private static final String NUL = "%00";

    @ServerRequestFilter(preMatching = true)
    Optional<Response> refuseNul(UriInfo address) {
        var uri = address.getRequestUri();
        var isForPrograms =
                uri.getRawPath().startsWith("/api/") || uri.getRawPath().startsWith("/v1/");
        return isForPrograms && uri.toString().contains(NUL)
                ? Optional.of(Problem.answer(Rejection.of(
                        INVALID,
                        "nul-character",
                        "Expected an address without the character NUL (%00), but there is one. Leave it out.")))
                : Optional.empty();
    }
}
