package dev.waymark.profile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The time zone a person lives by: the trait {@code timezone}, a name of the IANA database, or the configured one where
 * it is missing or unknown ({@code waymark.time-zone}). Immutable.
 */
@ApplicationScoped
public class PersonZone {

    private static final String TRAIT = "timezone";

    private final Optional<ZoneId> otherwise;

    PersonZone(@ConfigProperty(name = "waymark.time-zone") Optional<String> otherwise) {
        this.otherwise = otherwise.map(ZoneId::of);
    }

    /** Empty where nothing says what time it is for the person. */
    public Optional<ZoneId> known(ProfileView profile) {
        return profile.text(TRAIT).flatMap(PersonZone::zone).or(() -> otherwise);
    }

    /** UTC where nothing says what time it is for the person. */
    public ZoneId of(ProfileView profile) {
        return known(profile).orElse(ZoneOffset.UTC);
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
