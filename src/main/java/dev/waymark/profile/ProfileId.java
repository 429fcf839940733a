package dev.waymark.profile;

import java.util.UUID;

/** Id of a {@code Profile}; says nothing about the person. */
public record ProfileId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
