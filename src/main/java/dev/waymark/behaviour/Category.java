package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes one key of the ways in which sources write a category: {@code Dog Food} and {@code dog-food} are the same. */
public final class Category {

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int MAX = 100;

    private Category() {}

    /** Small letters and digits of any script, joined by hyphens; empty if there are none. */
    public static String key(String text) {
        return isPlainKey(text) ? text : made(text);
    }

    /** As most are, and those in rules are asked for after every event. */
    private static boolean isPlainKey(String text) {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            var joins = character == '-' && i > 0 && i < text.length() - 1 && text.charAt(i - 1) != '-';
            if (!joins && (character < 'a' || character > 'z') && (character < '0' || character > '9')) {
                return false;
            }
        }
        return text.length() <= MAX;
    }

    private static String made(String text) {
        var beginning = text.length() > 4 * MAX ? text.substring(0, 4 * MAX) : text;
        var plain = Normalizer.normalize(beginning, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var joined = OTHER.matcher(plain).replaceAll("-");
        var from = joined.startsWith("-") ? 1 : 0;
        var key = joined.substring(from, joined.endsWith("-") ? Math.max(from, joined.length() - 1) : joined.length());
        return key.codePointCount(0, key.length()) <= MAX ? key : key.substring(0, key.offsetByCodePoints(0, MAX));
    }

    /** The category a product, list or page is said to be of. */
    static Optional<String> in(JsonNode properties) {
        var category = properties.path("category");
        return category.isTextual()
                ? Optional.of(key(category.asText())).filter(key -> !key.isEmpty())
                : Optional.empty();
    }
}
