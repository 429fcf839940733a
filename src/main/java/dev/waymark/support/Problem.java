package dev.waymark.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457): what REST says instead of a stack trace.
 *
 * @param type {@code about:blank} or {@code urn:waymark:problem:<code>}
 * @param status the HTTP status again
 * @param code stable, kebab-case
 * @param detail one sentence for a person
 * @param pointer the part of the request that is meant
 * @param findings everything wrong with a definition
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String pointer,
        List<Finding> findings) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Response answer(Rejection rejection) {
        return answer(rejection.kind().status(), rejection);
    }

    static Response answer(int status, Rejection rejection) {
        var reason = Response.Status.fromStatusCode(status);
        var problem = new Problem(
                "urn:waymark:problem:" + rejection.code(),
                reason == null ? "Unprocessable Content" : reason.getReasonPhrase(),
                status,
                rejection.code(),
                rejection.sentence(),
                rejection.pointer(),
                rejection.findings());
        return Response.status(status).type(MEDIA_TYPE).entity(problem).build();
    }
}
