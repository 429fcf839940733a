package dev.waymark.profile;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A profile as others see it.
 *
 * @param userId the id the site gave the person, or null while anonymous
 */
public record ProfileView(ProfileId id, @Nullable String userId, Map<String, Object> traits) {

    /** A trait as text, empty when absent or blank. */
    public Optional<String> text(String trait) {
        var value = traits.get(trait);
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
