package dev.waymark.segment;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why somebody is in a segment or not. */
@Path("/api/profiles/{id}/segments/{key}/explanation")
@Tag(name = "Segments")
@RunOnVirtualThread
class ExplanationResource {

    private final Explanations explanations;
    private final Profiles profiles;
    private final Clock clock;

    ExplanationResource(Explanations explanations, Profiles profiles, Clock clock) {
        this.explanations = explanations;
        this.profiles = profiles;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Why a person is in a segment or not: every condition with what it heard, and the nearest miss",
            description =
                    "With at: as of that moment, from the events that had arrived and by the rules that were live then."
                            + " limits says what could not be brought back.")
    public SegmentExplanation explain(UUID id, String key, @QueryParam("at") @Nullable String at) {
        var profile = profiles.find(new ProfileId(id))
                .map(ProfileView::id)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "profile-unknown",
                        "Expected the id of a profile, but there is none by this id, or it was erased.")));
        return (at == null ? explanations.now(profile, key) : explanations.at(profile, key, past(at))).orProblem();
    }

    private Instant past(String text) {
        try {
            var moment = OffsetDateTime.parse(text).toInstant();
            if (!moment.isBefore(Instant.EPOCH) && !moment.isAfter(clock.instant())) {
                return moment;
            }
        } catch (DateTimeParseException unreadable) {
            // refused below
        }
        throw new RejectedRequest(
                Rejection.at(
                        "at",
                        INVALID,
                        "invalid-moment",
                        "Expected at to be a time that is over such as 2026-11-22T09:00:00Z, but it is not. Write a + as %2B."));
    }
}
