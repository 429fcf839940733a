package dev.waymark.incident;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that has stopped.
 *
 * @param key the engine's name for it; as text, because it may have more digits than JavaScript keeps
 * @param elementId where it stopped
 * @param step that element's name on the drawing
 * @param kind in the engine's word; {@code JOB_NO_RETRIES} where the step was tried as often as it may be
 * @param reason the code with which the step was given back last; null where the engine itself stopped
 * @param since in the engine's time
 * @param retrying whether somebody has asked for another try, which the engine has not taken yet
 */
public record Incident(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long key,
        UUID enrolment,
        String journey,
        int version,
        String elementId,
        String step,
        String kind,
        @Nullable String reason,
        Instant since,
        boolean retrying,
        @JsonIgnore @Nullable Long job) {

    Incident called(String name) {
        return new Incident(key, enrolment, journey, version, elementId, name, kind, reason, since, retrying, job);
    }
}
