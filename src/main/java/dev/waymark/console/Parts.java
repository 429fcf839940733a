package dev.waymark.console;

import dev.waymark.engine.EngineStart;
import dev.waymark.engine.Outbox;
import dev.waymark.incident.Incidents;
import dev.waymark.journey.Journeys;
import dev.waymark.segment.RuleSets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the installation is made of and whether it is well. */
@ApplicationScoped
class Parts {

    private static final String BROKER = "Broker";
    private static final String UP = "UP";
    private static final String STARTING = "STARTING";
    private static final String DOWN = "DOWN";

    private final EngineStart engine;
    private final Outbox outbox;
    private final RuleSets ruleSets;
    private final Journeys journeys;
    private final Incidents incidents;

    Parts(EngineStart engine, Outbox outbox, RuleSets ruleSets, Journeys journeys, Incidents incidents) {
        this.incidents = incidents;
        this.engine = engine;
        this.outbox = outbox;
        this.ruleSets = ruleSets;
        this.journeys = journeys;
    }

    List<PartView> all() {
        return List.of(database(), broker(), rules(), published(), steps());
    }

    /** Whoever reads this page has the database behind it. */
    private PartView database() {
        return new PartView("Database", UP, "PostgreSQL");
    }

    private PartView broker() {
        if (engine.isForeign()) {
            return new PartView(BROKER, DOWN, "tells of another past than the database, the log says what to do");
        }
        var waiting = outbox.size();
        var detail = waiting == 0 ? "nothing waiting" : waiting + " commands waiting";
        return new PartView(BROKER, engine.isWorking() ? UP : STARTING, detail);
    }

    private PartView rules() {
        var active = ruleSets.active();
        var findings = ruleSets.findings();
        if (findings.isEmpty()) {
            return new PartView("Rules", UP, active.segments().size() + " segments, version " + active.version());
        }
        return new PartView(
                "Rules",
                DOWN,
                "edit refused, version " + active.version() + " goes on. "
                        + findings.getFirst().asText());
    }

    private PartView published() {
        var count = journeys.current().size();
        return new PartView("Journeys", count == 0 ? DOWN : UP, count + " published");
    }

    private PartView steps() {
        var stopped = incidents.count();
        return stopped == 0
                ? new PartView("Steps", UP, "none has stopped")
                : new PartView("Steps", DOWN, stopped + (stopped == 1 ? " has" : " have") + " stopped, see Incidents");
    }
}
