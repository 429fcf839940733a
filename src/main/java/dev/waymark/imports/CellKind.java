package dev.waymark.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a cell is read. What does not say otherwise is text: a telephone number must not lose its first zero. */
enum CellKind {
    TEXT("text") {
        @Override
        Optional<JsonNode> read(String cell) {
            return Optional.of(JSON.textNode(cell));
        }
    },
    NUMBER("a number such as 1234.50, without thousands separators") {
        @Override
        Optional<JsonNode> read(String cell) {
            return DECIMAL.matcher(cell).matches()
                    ? Optional.of(JSON.numberNode(new BigDecimal(cell)))
                    : Optional.empty();
        }
    },
    BOOLEAN("true or false") {
        @Override
        Optional<JsonNode> read(String cell) {
            return switch (cell.toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(JSON.booleanNode(true));
                case "false" -> Optional.of(JSON.booleanNode(false));
                default -> Optional.empty();
            };
        }
    },
    DATE("a date or time such as 2026-11-22 or 2026-11-22T09:00:00+07:00") {
        @Override
        Optional<JsonNode> read(String cell) {
            try {
                moment(cell);
                return Optional.of(JSON.textNode(cell));
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    private static final int DATE_ONLY = "2026-11-22".length();

    private final String description;

    CellKind(String description) {
        this.description = description;
    }

    /** The value of a cell that is not empty; empty if it is not of this kind. */
    abstract Optional<JsonNode> read(String cell);

    /** For sentences. */
    String description() {
        return description;
    }

    /** The time a sound cell of kind {@code DATE} says; a date alone is its beginning in UTC. */
    static String moment(String cell) {
        var moment = cell.length() == DATE_ONLY
                ? LocalDate.parse(cell).atStartOfDay().atOffset(ZoneOffset.UTC)
                : OffsetDateTime.parse(cell);
        return moment.toInstant().toString();
    }
}
