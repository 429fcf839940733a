package dev.waymark.journey;

import dev.waymark.journey.model.JourneyModel;
import java.time.Instant;
import java.util.UUID;

/**
 * A version of a journey with its model and where it stood when this was read.
 *
 * @param versionId what enrolments are pinned to
 * @param version counts up from 1 for each journey
 * @param hash of the BPMN file
 * @param since when it came to its status
 */
public record PublishedJourney(
        UUID versionId, int version, String hash, JourneyStatus status, Instant since, JourneyModel model) {

    public String key() {
        return model.key();
    }

    public String title() {
        return model.title();
    }
}
