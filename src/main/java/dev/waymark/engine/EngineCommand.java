package dev.waymark.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** Something the engine has to be told, kept in the outbox until it was. */
public sealed interface EngineCommand {

    EnrolmentId enrolment();

    @JsonIgnore
    String kind();

    /** Start an instance of the model with this hash. */
    record Start(EnrolmentId enrolment, String hash) implements EngineCommand {
        @Override
        public String kind() {
            return "START";
        }
    }

    /** Tell a waiting instance that what it waits for has happened. */
    record Publish(EnrolmentId enrolment, String message, String correlationKey) implements EngineCommand {
        @Override
        public String kind() {
            return "PUBLISH";
        }
    }

    /** End an instance. */
    record Cancel(EnrolmentId enrolment, long instance) implements EngineCommand {
        @Override
        public String kind() {
            return "CANCEL";
        }
    }

    /**
     * Let a step that has stopped be tried again.
     *
     * @param incident key of the incident
     * @param job key of the job without tries left, or null where no job stopped
     */
    record Retry(
            EnrolmentId enrolment, long incident, @Nullable Long job) implements EngineCommand {
        @Override
        public String kind() {
            return "RETRY";
        }
    }
}
