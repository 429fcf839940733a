package dev.waymark.journey;

import dev.waymark.engine.StepHandler;
import dev.waymark.journey.model.JourneyCheck;
import dev.waymark.journey.model.JourneyLinker;
import dev.waymark.journey.model.KnownKeys;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads {@code bpmn/journeys/} at start, checks every file against everything it refers to, and publishes what is
 * sound. A file that is not sound is refused whole, with all its findings; its last published version goes on.
 */
@ApplicationScoped
class JourneyFiles {

    /** After the rules, before the engine. */
    private static final int ORDER = 200;

    private static final Logger LOG = Logger.getLogger(JourneyFiles.class);

    private final DefinitionFolder folder;
    private final Journeys journeys;
    private final List<KeyCatalogue> catalogues;
    private final List<StepHandler> handlers;
    private final JourneyLinker linker = new JourneyLinker();
    private volatile List<Finding> findings = List.of();

    JourneyFiles(
            DefinitionFolder folder,
            Journeys journeys,
            @All List<KeyCatalogue> catalogues,
            @All List<StepHandler> handlers) {
        this.folder = folder;
        this.journeys = journeys;
        this.catalogues = catalogues;
        this.handlers = handlers;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        journeys.loadAll();
        var known = knownKeys();
        var found = new ArrayList<Finding>();
        for (var file : folder.read("bpmn/journeys", ".bpmn")) {
            switch (linker.check(file, known)) {
                case JourneyCheck.Accepted(var model) -> {
                    var journey = journeys.publish(file, model);
                    LOG.infof("journey published key=%s version=%d", journey.key(), journey.version());
                }
                case JourneyCheck.Refused(var refused) -> {
                    found.addAll(refused);
                    refuse(file, refused);
                }
            }
        }
        findings = List.copyOf(found);
    }

    /** What is wrong with the files in the folder; empty when all of them are published. */
    List<Finding> findings() {
        return findings;
    }

    private void refuse(DefinitionFile file, List<Finding> refused) {
        var kept = journeys.keepLast(file.key());
        var meanwhile =
                kept.map(last -> "version " + last.version() + " goes on").orElse("the journey does not run");
        LOG.warnf("journey refused, %s:\n%s", meanwhile, Finding.asText(refused));
    }

    private KnownKeys knownKeys() {
        return new KnownKeys(
                catalogues.stream()
                        .collect(Collectors.toMap(KeyCatalogue::kind, KeyCatalogue::keys, JourneyFiles::both)),
                handlers.stream().collect(Collectors.toMap(StepHandler::jobType, StepHandler::headers)));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
