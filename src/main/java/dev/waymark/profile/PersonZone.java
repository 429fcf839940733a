package dev.waymark.profile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The time zone a person lives by: the trait {@code timezone}, a name of the IANA database, or the configured one where
 * it is missing or unknown. Immutable.
 */
@ApplicationScoped
public class PersonZone {

    private static final String TRAIT = "timezone";

    private final ZoneId otherwise;

    PersonZone(@ConfigProperty(name = "waymark.time-zone", defaultValue = "UTC") ZoneId otherwise) {
        this.otherwise = otherwise;
    }

    public ZoneId of(ProfileView profile) {
        return profile.text(TRAIT).flatMap(PersonZone::zone).orElse(otherwise);
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
