package dev.waymark.consent;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import dev.waymark.support.StrictJson;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What one person allows: recording it, and asking what held when. */
@Path("/api/profiles/{id}/consents")
@Tag(name = "Consent")
@RunOnVirtualThread
class ConsentResource {

    /** There is no sign-in yet: the road, not the person. */
    private static final String ACTOR = "api";

    private static final Instant END_OF_HISTORY = Instant.parse("+10000-01-01T00:00:00Z");

    private final Consents consents;
    private final Profiles profiles;
    private final Clock clock;

    ConsentResource(Consents consents, Profiles profiles, Clock clock) {
        this.consents = consents;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** What held at a moment. */
    record StateAnswer(Instant at, List<ConsentState> items) {}

    @POST
    @CustomDeserialization(StrictJson.class)
    @Operation(summary = "Record a consent or its withdrawal; the same id again changes nothing")
    @APIResponse(
            responseCode = "201",
            description = "Recorded, or was recorded by this id before",
            content = @Content(schema = @Schema(implementation = ConsentRecord.class)))
    public Response record(UUID id, @Nullable ConsentRequest request) {
        if (request == null) {
            throw new RejectedRequest(
                    Rejection.of(INVALID, "no-body", "Expected a JSON object as body, but there is none."));
        }
        var record = consents.record(new ProfileId(id), request, ACTOR).orProblem();
        return Response.status(Response.Status.CREATED).entity(record).build();
    }

    @GET
    @Operation(summary = "What held at a moment, by topic and channel, each with the record that decides")
    public StateAnswer state(UUID id, @QueryParam("at") @Nullable String at) {
        var moment = at == null ? clock.instant() : moment(at);
        return new StateAnswer(moment, consents.stateAt(known(id), moment));
    }

    @GET
    @Path("history")
    @Operation(summary = "Every record, the newest recorded first")
    public Page<ConsentRecord> history(
            UUID id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable Long cursor) {
        return consents.history(known(id), cursor, limit);
    }

    private ProfileId known(UUID id) {
        var profile = new ProfileId(id);
        if (profiles.find(profile).isEmpty()) {
            throw new RejectedRequest(Consents.unknown());
        }
        return profile;
    }

    private static Instant moment(String text) {
        try {
            var moment = OffsetDateTime.parse(text).toInstant();
            if (!moment.isBefore(Instant.EPOCH) && moment.isBefore(END_OF_HISTORY)) {
                return moment;
            }
        } catch (DateTimeParseException unreadable) {
            // refused below
        }
        throw new RejectedRequest(Rejection.at(
                "at",
                INVALID,
                "invalid-moment",
                "Expected at to be a time such as 2026-11-22T09:00:00Z, but it is not. Write a + as %2B."));
    }
}
