package dev.waymark.console;

import dev.waymark.insight.Figures;
import dev.waymark.insight.Figures.Summary;
import dev.waymark.journey.Journeys;
import dev.waymark.journey.PublishedJourney;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page to start from. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class HomeResource {

    private static final int NEWEST = 12;

    private final Parts parts;
    private final Journeys journeys;
    private final Figures figures;
    private final EnrolmentRows rows;
    private final Sandbox sandbox;

    HomeResource(Parts parts, Journeys journeys, Figures figures, EnrolmentRows rows, Sandbox sandbox) {
        this.parts = parts;
        this.journeys = journeys;
        this.figures = figures;
        this.rows = rows;
        this.sandbox = sandbox;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance home(HomeView home);

        static native TemplateInstance homeFragment(HomeView home);
    }

    @GET
    public TemplateInstance home() {
        return Templates.home(view());
    }

    @GET
    @Path("fragments/home")
    public TemplateInstance fragment() {
        return Templates.homeFragment(view());
    }

    private HomeView view() {
        var summaries = figures.summaries();
        return new HomeView(
                sandbox.status(parts.all()),
                journeys.current().stream()
                        .map(journey -> journey(journey, summaries.getOrDefault(journey.key(), Summary.NOBODY)))
                        .toList(),
                rows.newest(NEWEST),
                sandbox.mailCount());
    }

    private static JourneyView journey(PublishedJourney journey, Summary summary) {
        return new JourneyView(
                journey.key(),
                journey.model().title(),
                journey.version(),
                journey.status().name(),
                summary.running(),
                summary.heldOut(),
                summary.done(),
                summary.converted());
    }
}
