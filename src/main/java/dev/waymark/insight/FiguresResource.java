package dev.waymark.insight;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.journey.Journeys;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A journey's figures. */
@Path("/api/journeys/{key}")
@Tag(name = "Journeys")
@RunOnVirtualThread
class FiguresResource {

    private final Figures figures;
    private final MessageInsight messages;
    private final Journeys journeys;

    FiguresResource(Figures figures, MessageInsight messages, Journeys journeys) {
        this.figures = figures;
        this.messages = messages;
        this.journeys = journeys;
    }

    /** People who stand at an element now. */
    record Position(String elementId, long count) {}

    record PositionsAnswer(List<Position> positions) {}

    @GET
    @Path("figures")
    @Operation(summary = "Counts by state and outcome, and the conversion rate")
    public JourneyFigures figures(String key) {
        return figures.of(existing(key));
    }

    @GET
    @Path("messages")
    @Operation(
            summary =
                    "What became of its messages, by step and by template: sent, opened, clicked and so on, with rates")
    public JourneyMessages messages(String key) {
        return messages.of(existing(key));
    }

    @GET
    @Path("positions")
    @Operation(summary = "How many people stand at each element now")
    public PositionsAnswer positions(String key) {
        var positions = figures.positions(existing(key)).entrySet().stream()
                .map(entry -> new Position(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Position::elementId))
                .toList();
        return new PositionsAnswer(positions);
    }

    private String existing(String key) {
        return journeys.current(key)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN, "journey-unknown", "Expected the key of a journey, but there is none by it.")))
                .key();
    }
}
