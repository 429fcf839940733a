package dev.waymark.support;

import static dev.waymark.support.Rejection.Kind.INVALID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever leaves a resource into a problem document; a person's values and stack traces stay inside. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response rejected(RejectedRequest request) {
        var answer = Problem.answer(request.rejection());
        return switch (request.rejection().kind()) {
            case TOO_MANY -> with(answer, HttpHeaders.RETRY_AFTER, 1);
            case AWAY -> with(answer, HttpHeaders.RETRY_AFTER, 5);
            case UNAUTHENTICATED -> with(answer, HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"write key\"");
            default -> answer;
        };
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException unreadable) {
        var place = unreadable.getLocation() == null
                ? ""
                : " near line " + unreadable.getLocation().getLineNr() + ", column "
                        + unreadable.getLocation().getColumnNr();
        var field = unreadable instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(part -> "/" + part.getFieldName())
                        .collect(Collectors.joining())
                : null;
        return Problem.answer(new Rejection(
                INVALID,
                "unreadable-json",
                "Expected a JSON body in the documented form, but it could not be read" + place + ".",
                field,
                List.of()));
    }

    /** Named although {@link #unreadable} covers it: Quarkus has a mapper of its own for this kind. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException mismatched) {
        return unreadable(mismatched);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException invalid) {
        var first = invalid.getConstraintViolations().iterator().next();
        var path = first.getPropertyPath().toString();
        var field = path.substring(path.lastIndexOf('.') + 1);
        return Problem.answer(Rejection.at(
                "/" + field,
                INVALID,
                "invalid-field",
                "Expected a valid " + field + ", but it " + first.getMessage() + "."));
    }

    @ServerExceptionMapper
    Response web(WebApplicationException web) {
        if (web.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable);
        }
        var status = web.getResponse().getStatus();
        return Problem.answer(status, Rejection.of(INVALID, "http-" + status, web.getMessage()));
    }

    @ServerExceptionMapper
    Response broken(Throwable broken) {
        if (DatabaseAway.isCauseOf(broken)) {
            LOG.errorf("database away: %s", broken.getMessage());
            var answer = Problem.answer(
                    503, Rejection.of(INVALID, "database-away", "The database does not take this now. Try again."));
            return with(answer, HttpHeaders.RETRY_AFTER, 5);
        }
        LOG.error("request failed", broken);
        return Problem.answer(
                500, Rejection.of(INVALID, "internal-error", "Something broke here; the server's log has the cause."));
    }

    private static Response with(Response answer, String header, Object value) {
        return Response.fromResponse(answer).header(header, value).build();
    }
}
