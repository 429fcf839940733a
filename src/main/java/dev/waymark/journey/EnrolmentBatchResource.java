package dev.waymark.journey;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Enrolling many people at once: a list, a segment, a CSV file. */
@Path("/api/journeys/{key}/enrolment-batches")
@Tag(name = "Enrolments")
@RunOnVirtualThread
class EnrolmentBatchResource {

    private static final String BATCHES = "/api/enrolment-batches/";

    private final EnrolmentBatches batches;
    private final EnrolmentBatchWork work;
    private final Journeys journeys;

    EnrolmentBatchResource(EnrolmentBatches batches, EnrolmentBatchWork work, Journeys journeys) {
        this.batches = batches;
        this.work = work;
        this.journeys = journeys;
    }

    /** Who is meant: exactly one of the three. */
    record BatchRequest(
            @Nullable List<@Nullable String> userIds,
            @Nullable List<@Nullable UUID> profileIds,
            @Nullable String segment) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Enrol a list of people or a segment; preview=true only says what would become of each")
    @APIResponse(responseCode = "202", description = "Taken; Location says how far it has come")
    public Response start(
            String key,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("preview") @DefaultValue("false") boolean preview,
            @Nullable BatchRequest request) {
        return accept(key, idempotencyKey, PeopleReading.of(request), preview);
    }

    @POST
    @Consumes("text/csv")
    @Operation(
            summary = "Enrol the people of a CSV file of one column, named userId, anonymousId, email, phone, lineId or"
                    + " profileId")
    @APIResponse(responseCode = "202", description = "Taken; Location says how far it has come")
    public Response startByFile(
            String key,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @QueryParam("preview") @DefaultValue("false") boolean preview,
            byte[] file) {
        return accept(key, idempotencyKey, PeopleReading.ofCsv(file), preview);
    }

    private Response accept(String key, @Nullable String idempotencyKey, NamedPeople named, boolean preview) {
        if (idempotencyKey == null || idempotencyKey.isBlank() || idempotencyKey.length() > 255) {
            throw JourneyResource.noIdempotencyKey();
        }
        var journey = journeys.current(key).orElseThrow(JourneyResource::unknownJourney);
        var batch =
                batches.accept(idempotencyKey, journey.key(), named, preview).orProblem();
        work.wake();
        return Response.accepted(batch)
                .location(URI.create(BATCHES + batch.id()))
                .build();
    }
}
