package dev.waymark.journey;

import dev.waymark.journey.model.JourneyModel;
import java.util.UUID;

/**
 * A version of a journey with its model.
 *
 * @param versionId what enrolments are pinned to
 * @param version counts up from 1 for each journey
 * @param hash of the BPMN file
 */
public record PublishedJourney(UUID versionId, int version, String hash, JourneyModel model) {

    public String key() {
        return model.key();
    }

    public String title() {
        return model.title();
    }
}
