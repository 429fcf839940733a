package dev.waymark.console;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.message.PreviewWish;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody has filled into the form of a preview; null for a field that was left empty. */
record PreviewForm(
        @QueryParam("userId") @Nullable String userId,
        @QueryParam("channel") @Nullable String channel,
        @QueryParam("locale") @Nullable String locale,
        @QueryParam("version") @Nullable String version) {

    PreviewForm {
        userId = filled(userId);
        channel = filled(channel);
        locale = filled(locale);
        version = filled(version);
    }

    /** Without the character that no database keeps: who is called so is nobody, and that can be said. */
    private static @Nullable String filled(@Nullable String field) {
        return field == null || field.isBlank() ? null : field.replace('\0', '\uFFFD');
    }

    PreviewForm as(@Nullable String person) {
        return new PreviewForm(person, channel, locale, version);
    }

    PreviewForm in(String otherChannel, String otherLocale) {
        return new PreviewForm(userId, otherChannel, otherLocale, version);
    }

    PreviewForm of(int number) {
        return new PreviewForm(userId, channel, locale, String.valueOf(number));
    }

    /** Empty where none is asked for, or what was asked for is no number. */
    Optional<Integer> number() {
        return Optional.ofNullable(version)
                .filter(written -> written.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    Outcome<PreviewWish> wish() {
        if (version != null && number().isEmpty()) {
            return Outcome.refused(Rejection.at(
                    "version",
                    INVALID,
                    "version-unknown",
                    "Expected the number of a version, but it is none. Choose one from the list."));
        }
        return Outcome.done(new PreviewWish(userId, null, number().orElse(null), locale, channel));
    }

    /** The path with what was asked. */
    String at(String path) {
        var fields = new LinkedHashMap<String, @Nullable String>();
        fields.put("userId", userId);
        fields.put("channel", channel);
        fields.put("locale", locale);
        fields.put("version", version);
        fields.values().removeIf(Objects::isNull);
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(String.valueOf(field.getValue()), UTF_8))
                .collect(Collectors.joining("&", path + "?", ""));
    }
}
