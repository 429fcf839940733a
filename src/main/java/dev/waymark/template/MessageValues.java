package dev.waymark.template;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever a sender supplies into plain values, copied: text, numbers, yes or no, lists and maps of them. Nothing
 * else reaches the engine, so that a template has nothing to call.
 */
final class MessageValues {

    static final int MAX_DEPTH = 4;
    static final int MAX_ENTRIES = 100;
    static final int MAX_LENGTH = 10_000;

    private static final int MAX_SCALE = 40;
    private static final String NUMBER = "-?(0|[1-9][0-9]{0,14})([.][0-9]{0,9}[1-9])?";

    private final TemplatePlace place;

    MessageValues(TemplatePlace place) {
        this.place = place;
    }

    /** A value for each parameter that has one, or a fallback in this locale. */
    Map<String, Object> fill(List<Parameter> parameters, Map<String, ?> values) {
        var filled = new HashMap<String, Object>();
        for (var parameter : parameters) {
            value(parameter, values.get(parameter.name())).ifPresent(value -> filled.put(parameter.name(), value));
        }
        return filled;
    }

    private Optional<Object> value(Parameter parameter, @Nullable Object supplied) {
        if (supplied == null
                || supplied instanceof CharSequence text && text.toString().isBlank()) {
            return parameter.fallback(place.locale()).map(MessageValues::asMeant);
        }
        try {
            return Optional.of(plain(supplied, 0));
        } catch (UnfitValue unfit) {
            throw new TemplateFailure(
                    place,
                    parameter.name(),
                    "Expected text, a number, yes or no, or a short list or map of them for the parameter "
                            + parameter.name() + ", but it is something else. Correct what is sent.");
        }
    }

    /** A fallback is text; one that reads as a number is compared as one, and prints the same. */
    private static Object asMeant(String fallback) {
        return fallback.matches(NUMBER) ? new BigDecimal(fallback) : fallback;
    }

    private static Object plain(Object value, int depth) throws UnfitValue {
        if (depth > MAX_DEPTH) {
            throw new UnfitValue();
        }
        return switch (value) {
            case CharSequence text -> text(text);
            case Boolean truth -> truth;
            case Number number -> number(number);
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> list -> list(list, depth);
            default -> throw new UnfitValue();
        };
    }

    private static String text(CharSequence text) throws UnfitValue {
        if (text.length() > MAX_LENGTH) {
            throw new UnfitValue();
        }
        return text.toString();
    }

    /** As a decimal, because the engine would take a whole number for a range to loop over. */
    private static BigDecimal number(Number number) throws UnfitValue {
        try {
            var decimal = new BigDecimal(number.toString());
            if (Math.abs(decimal.scale()) > MAX_SCALE || decimal.precision() > MAX_SCALE) {
                throw new UnfitValue();
            }
            return new BigDecimal(decimal.stripTrailingZeros().toPlainString());
        } catch (NumberFormatException infinite) {
            throw new UnfitValue();
        }
    }

    private static Map<String, Object> map(Map<?, ?> map, int depth) throws UnfitValue {
        requireFew(map.size());
        var copy = new HashMap<String, Object>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key) || entry.getValue() == null) {
                throw new UnfitValue();
            }
            copy.put(key, plain(entry.getValue(), depth + 1));
        }
        return Map.copyOf(copy);
    }

    private static List<Object> list(Collection<?> list, int depth) throws UnfitValue {
        requireFew(list.size());
        var copy = new Object[list.size()];
        var next = 0;
        for (var element : list) {
            if (element == null) {
                throw new UnfitValue();
            }
            copy[next++] = plain(element, depth + 1);
        }
        return List.of(copy);
    }

    private static void requireFew(int size) throws UnfitValue {
        if (size > MAX_ENTRIES) {
            throw new UnfitValue();
        }
    }

    /** Stays inside: the caller knows which parameter it was. */
    private static final class UnfitValue extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
