package dev.waymark.engine;

import java.util.Map;
import java.util.Optional;

/**
 * One step a process instance waits for.
 *
 * @param elementId of the step in the model
 * @param pass key of the element instance: another one each time the step is reached
 * @param headers the step's design-time constants
 */
public record StepJob(Claimed claimed, long instance, String elementId, long pass, Map<String, String> headers) {

    public EnrolmentId enrolment() {
        return claimed.enrolment();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }
}
