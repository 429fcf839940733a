package dev.waymark.journey;

import dev.waymark.journey.model.TemplateStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which templates live journeys show, by what the database says now. Thread-safe; joins the caller's transaction. Files
 * of versions never change and are read once.
 */
@ApplicationScoped
public class JourneyTemplates {

    private final JourneyVersions versions;
    private final Map<UUID, List<TemplateStep>> byVersion = new ConcurrentHashMap<>();

    JourneyTemplates(JourneyVersions versions) {
        this.versions = versions;
    }

    /** A step of a live version that shows a template by a channel; the topic is empty where it names none. */
    public record Showing(String journey, int version, String elementId, String channel, String topic) {}

    /** Through which somebody may still come to this template. */
    @Transactional
    public List<Showing> showing(String template) {
        return versions.live().stream()
                .flatMap(version -> steps(version)
                        .filter(step -> step.template().equals(template))
                        .map(step -> new Showing(
                                version.journey, version.version, step.elementId(), step.channel(), step.topic())))
                .toList();
    }

    private Stream<TemplateStep> steps(JourneyVersion version) {
        return byVersion.computeIfAbsent(version.id, id -> TemplateStep.in(versions.file(version))).stream();
    }
}
