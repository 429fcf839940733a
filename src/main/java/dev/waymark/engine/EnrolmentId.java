package dev.waymark.engine;

import java.util.UUID;

/** Id of an enrolment: the only thing the engine knows about it. */
public record EnrolmentId(UUID value) {

    public static EnrolmentId parse(String text) {
        return new EnrolmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
