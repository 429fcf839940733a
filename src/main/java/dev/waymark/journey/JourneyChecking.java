package dev.waymark.journey;

import dev.waymark.engine.StepHandler;
import dev.waymark.journey.model.JourneyCheck;
import dev.waymark.journey.model.JourneyLinker;
import dev.waymark.journey.model.KnownKeys;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.KeyCatalogue;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a journey file against everything that it may refer to now. Thread-safe. */
@ApplicationScoped
class JourneyChecking {

    private final List<KeyCatalogue> catalogues;
    private final List<StepHandler> handlers;
    private final JourneyLinker linker = new JourneyLinker();

    JourneyChecking(@All List<KeyCatalogue> catalogues, @All List<StepHandler> handlers) {
        this.catalogues = catalogues;
        this.handlers = handlers;
    }

    JourneyCheck check(DefinitionFile file) {
        return linker.check(file, knownKeys());
    }

    private KnownKeys knownKeys() {
        return new KnownKeys(
                catalogues.stream()
                        .collect(Collectors.toMap(KeyCatalogue::kind, KeyCatalogue::keys, JourneyChecking::both)),
                handlers.stream()
                        .filter(StepHandler::isDrawn)
                        .collect(Collectors.toMap(StepHandler::jobType, StepHandler::headers)));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
