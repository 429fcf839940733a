package dev.waymark.consent;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.support.Rejection;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a {@link ConsentRequest}. Giving needs the words the person saw; taking back needs none of
 * them, because it must be as easy as giving.
 */
final class ConsentCheck {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MAX_KEY = 64;
    private static final int MAX_WORDING = 128;
    private static final int MAX_EVIDENCE = 20;
    private static final int MAX_EVIDENCE_TEXT = 500;
    private static final String IMPORT = "import";

    private final ConsentRequest request;
    private final Instant now;

    private ConsentCheck(ConsentRequest request, Instant now) {
        this.request = request;
        this.now = now;
    }

    /** The first thing wrong, or empty. */
    static Optional<Rejection> of(ConsentRequest request, Instant now) {
        var check = new ConsentCheck(request, now);
        return Stream.<Supplier<@Nullable Rejection>>of(
                        check::topic,
                        check::channel,
                        check::given,
                        check::method,
                        check::wording,
                        check::language,
                        check::at,
                        check::evidence,
                        check::importedWithProof)
                .map(Supplier::get)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private @Nullable Rejection topic() {
        // somebody who withdraws `any` would believe that nothing comes any more
        return isKey(request.topic()) && !ConsentChannel.ANY.key().equals(request.topic())
                ? null
                : invalid(
                        "topic",
                        "Expected topic to be a key such as product-news, but it is not."
                                + " Use small letters, digits and hyphens, one record for each topic.");
    }

    private @Nullable Rejection channel() {
        return ConsentChannel.of(request.channel()).isPresent()
                ? null
                : invalid("channel", "Expected channel to be one of " + ConsentChannel.KEYS + ", but it is not.");
    }

    private @Nullable Rejection given() {
        return request.given() != null
                ? null
                : invalid("given", "Expected given to be true or false, but it is missing.");
    }

    private @Nullable Rejection method() {
        return isKey(request.method())
                ? null
                : invalid("method", "Expected method to be a key such as form or double-opt-in, but it is not.");
    }

    private @Nullable Rejection wording() {
        if (request.wording() == null ? !isGiven() : isText(request.wording(), MAX_WORDING)) {
            return null;
        }
        return invalid("wording", "Expected wording to name the version of the text the person saw, but it does not.");
    }

    private @Nullable Rejection language() {
        if (request.language() == null ? !isGiven() : isLanguage(request.language())) {
            return null;
        }
        return invalid("language", "Expected language to be a BCP 47 tag such as th or en-GB, but it is not.");
    }

    private @Nullable Rejection at() {
        if (request.at() == null) {
            return null;
        }
        var at = request.at().toInstant();
        return at.isBefore(Instant.EPOCH) || at.isAfter(now)
                ? invalid("at", "Expected at to lie between 1970 and now, but it does not. Leave it out to mean now.")
                : null;
    }

    private @Nullable Rejection evidence() {
        var sound = request.evidence().size() <= MAX_EVIDENCE
                && request.evidence().entrySet().stream()
                        .allMatch(one -> isText(one.getKey(), MAX_KEY) && isText(one.getValue(), MAX_EVIDENCE_TEXT));
        return sound
                ? null
                : invalid(
                        "evidence",
                        "Expected evidence to hold at most 20 texts of 1 to 500 characters, but it does not.");
    }

    /** A list without proof is how boxes that were ticked beforehand come in. */
    private @Nullable Rejection importedWithProof() {
        var proven = !request.evidence().isEmpty() && request.at() != null;
        return isGiven() && IMPORT.equals(request.method()) && !proven
                ? Rejection.at(
                        "/evidence",
                        REFUSED,
                        "import-without-evidence",
                        "Expected an imported consent to come with evidence and with the time it was given, but it does"
                                + " not. Say in evidence where the person ticked the box themselves.")
                : null;
    }

    private boolean isGiven() {
        return Boolean.TRUE.equals(request.given());
    }

    private static boolean isKey(@Nullable String text) {
        return text != null && text.length() <= MAX_KEY && KEY.matcher(text).matches();
    }

    /** PostgreSQL keeps neither a NUL nor half a character. */
    private static boolean isText(@Nullable String text, int max) {
        return text != null
                && !text.isBlank()
                && text.length() <= max
                && text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException unknown) {
            return false;
        }
    }

    private static Rejection invalid(String field, String sentence) {
        return Rejection.at("/" + field, INVALID, "invalid-consent", sentence);
    }
}
