package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.event.EventIngested;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The latest event of a name, with what it said as texts: at most {@value #MAX_PROPERTIES} values, the first by name.
 *
 * @param properties single values only; a longer text is cut, a list or an object left out
 */
record Latest(Moment moment, SortedMap<String, String> properties) implements Comparable<Latest> {

    static final int MAX_PROPERTIES = 20;
    static final int MAX_TEXT = 200;

    /** By their content at last, so that even two events of one moment and one message id have an order. */
    private static final Comparator<Latest> ORDER =
            Comparator.comparing(Latest::moment).thenComparing(latest -> latest.properties.toString());

    Latest {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    static Latest of(EventIngested event) {
        var properties = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> one : event.properties().properties()) {
            if (one.getKey().length() <= MAX_TEXT) {
                text(one.getValue()).ifPresent(text -> properties.put(one.getKey(), text));
            }
        }
        while (properties.size() > MAX_PROPERTIES) {
            properties.pollLastEntry();
        }
        return new Latest(Moment.of(event), properties);
    }

    Latest or(Latest other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** One text for one value, however it was written: the database keeps 1e3 as 1000. */
    static Optional<String> text(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(cut(value.asText()));
        }
        if (value.isNumber()) {
            var number = value.decimalValue().stripTrailingZeros();
            var digits = Math.abs((long) number.scale()) + number.precision();
            return digits > MAX_TEXT ? Optional.empty() : Optional.of(number.toPlainString());
        }
        return value.isBoolean() ? Optional.of(value.asText()) : Optional.empty();
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT));
    }

    @Override
    public int compareTo(Latest other) {
        return ORDER.compare(this, other);
    }
}
