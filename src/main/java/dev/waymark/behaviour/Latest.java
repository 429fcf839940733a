package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.event.EventIngested;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest event of a name, with what it said as texts: at most {@value #MAX_PROPERTIES} values, the first by name.
 * Single values only; a longer text is cut, a list or an object left out.
 *
 * <p>Immutable. What comes from the database is read when somebody asks what it says: most summaries are only counted.
 */
final class Latest implements Comparable<Latest> {

    static final int MAX_PROPERTIES = 20;
    static final int MAX_TEXT = 200;

    /** By their content at last, so that even two events of one moment and one message id have an order. */
    private static final Comparator<Latest> ORDER = Comparator.comparing(Latest::moment)
            .thenComparing(latest -> latest.properties().toString());

    private final Moment moment;
    private @Nullable SortedMap<String, String> properties;
    private @Nullable String json;

    private Latest(Moment moment, @Nullable SortedMap<String, String> properties, @Nullable String json) {
        this.moment = moment;
        this.properties = properties;
        this.json = json;
    }

    Latest(Moment moment, SortedMap<String, String> properties) {
        this(moment, Collections.unmodifiableSortedMap(new TreeMap<>(properties)), null);
    }

    /** As {@link #json()} wrote it, or the database did from that. */
    static Latest stored(Moment moment, String json) {
        return new Latest(moment, null, json);
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

    Moment moment() {
        return moment;
    }

    SortedMap<String, String> properties() {
        var read = properties;
        if (read == null) {
            read = Collections.unmodifiableSortedMap(Json.texts(Objects.requireNonNull(json)));
            properties = read;
        }
        return read;
    }

    String json() {
        var written = json;
        if (written == null) {
            written = Json.write(properties());
            json = written;
        }
        return written;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Latest latest
                && moment.equals(latest.moment)
                && properties().equals(latest.properties());
    }

    @Override
    public int hashCode() {
        return moment.hashCode();
    }

    @Override
    public String toString() {
        return moment + " " + properties();
    }
}
