package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.profile.Identity;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Finding;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Journeys for marketers: which there are, and putting people in. */
@Path("/api/journeys")
@Tag(name = "Journeys")
@RunOnVirtualThread
class JourneyResource {

    private final Journeys journeys;
    private final JourneyFiles files;
    private final EnrolmentRequests requests;
    private final Enrolments enrolments;
    private final Profiles profiles;

    JourneyResource(
            Journeys journeys,
            JourneyFiles files,
            EnrolmentRequests requests,
            Enrolments enrolments,
            Profiles profiles) {
        this.journeys = journeys;
        this.files = files;
        this.requests = requests;
        this.enrolments = enrolments;
        this.profiles = profiles;
    }

    /** A journey that takes enrolments. */
    record JourneyAnswer(
            String key,
            String title,
            int version,
            JourneyStatus status,
            @Nullable String entrySegment,
            String reEntry,
            String goal) {

        static JourneyAnswer of(PublishedJourney journey) {
            var model = journey.model();
            return new JourneyAnswer(
                    journey.key(),
                    model.title(),
                    journey.version(),
                    journey.status(),
                    model.entry().segment(),
                    model.entry().reEntry().name().toLowerCase(Locale.ROOT),
                    model.goal());
        }
    }

    /** All journeys; {@code findings} say why a file in the folder is not among them. */
    record JourneysAnswer(List<JourneyAnswer> items, List<Finding> findings) {}

    /** Who is to be enrolled: a profile id, or the user id the site gave the person. */
    record StartRequest(@Nullable String userId, @Nullable UUID profileId) {}

    @GET
    @Operation(summary = "All journeys that take enrolments, and what is wrong with files that were refused")
    public JourneysAnswer list() {
        var items = journeys.current().stream().map(JourneyAnswer::of).toList();
        return new JourneysAnswer(items, files.findings());
    }

    @GET
    @Path("{key}")
    @Operation(summary = "One journey")
    public JourneyAnswer show(String key) {
        return JourneyAnswer.of(published(key));
    }

    @GET
    @Path("{key}/enrolments")
    @Operation(summary = "The journey's enrolments, newest first")
    public Page<EnrolmentView> enrolments(
            String key,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable UUID cursor) {
        if (!journeys.isKnown(key)) {
            throw unknownJourney();
        }
        return enrolments.newest(key, cursor, limit);
    }

    @POST
    @Path("{key}/enrolments")
    @Operation(summary = "Enrol one profile; the same Idempotency-Key gives the same answer and enrols nobody twice")
    @APIResponse(responseCode = "202", description = "Enrolled; Location is the enrolment")
    @APIResponse(
            responseCode = "200",
            description = "Is in already, or was held out; the answer is the enrolment that says so")
    @APIResponse(
            responseCode = "422",
            description =
                    "Not enrolled: not-enrolled-capped, not-enrolled-excluded or not-enrolled-no-consent says why")
    public Response start(
            String key,
            @HeaderParam("Idempotency-Key")
                    @Parameter(required = true, description = "A new one for each intent, for example a UUID")
                    @Nullable
                    String idempotencyKey,
            @Nullable StartRequest request) {
        if (idempotencyKey == null || idempotencyKey.isBlank() || idempotencyKey.length() > 255) {
            throw noIdempotencyKey();
        }
        var started = requests.start(
                        idempotencyKey,
                        new EnrolmentRequests.Asked(key, asked(request)),
                        () -> new EnrolmentRequests.Wish(published(key), profile(request)))
                .orProblem();
        return switch (started.outcome()) {
            case ENROLLED -> answer(202, started);
            case ALREADY_IN, HELD_OUT -> answer(200, started);
            case CAPPED, EXCLUDED, NO_CONSENT ->
                throw new RejectedRequest(Rejection.of(
                        Rejection.Kind.REFUSED,
                        "not-enrolled-" + started.outcome().word(),
                        started.detail()));
            case UNKNOWN, FAILED -> throw unknownProfile();
        };
    }

    private static Response answer(int status, EnrolmentStartHandler.Started started) {
        var enrolment = Objects.requireNonNull(started.enrolment());
        return Response.status(status)
                .location(URI.create("/api/enrolments/" + enrolment.id()))
                .entity(enrolment)
                .build();
    }

    private static String asked(@Nullable StartRequest request) {
        return request == null ? "" : request.userId() + "\n" + request.profileId();
    }

    private ProfileId profile(@Nullable StartRequest request) {
        if (request == null || (request.userId() == null) == (request.profileId() == null)) {
            throw new RejectedRequest(Rejection.of(
                    INVALID, "profile-missing", "Expected either userId or profileId, but not exactly one is given."));
        }
        var found = request.userId() != null
                ? profiles.findByIdentity(Identity.user(request.userId()))
                : profiles.find(new ProfileId(request.profileId())).map(profile -> profile.id());
        return found.orElseThrow(JourneyResource::unknownProfile);
    }

    private static RejectedRequest unknownProfile() {
        return new RejectedRequest(Rejection.of(
                Rejection.Kind.REFUSED,
                "profile-unknown",
                "Expected somebody Waymark knows, but no profile has this id. Send an identify or track call first."));
    }

    private PublishedJourney published(String key) {
        return journeys.current(key).orElseThrow(JourneyResource::unknownJourney);
    }

    static RejectedRequest unknownJourney() {
        return unknown("journey-unknown", "Expected the key of a journey, but there is none by it.");
    }

    static RejectedRequest noIdempotencyKey() {
        return new RejectedRequest(Rejection.at(
                "Idempotency-Key",
                INVALID,
                "idempotency-key-missing",
                "Expected an Idempotency-Key header of 1 to 255 characters, but there is none."
                        + " Send a new UUID for each intent."));
    }

    private static RejectedRequest unknown(String code, String sentence) {
        return new RejectedRequest(Rejection.of(UNKNOWN, code, sentence));
    }
}
