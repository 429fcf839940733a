package dev.waymark.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rows of a file are about. */
public enum ImportKind {
    PROFILES(new ProfileForm()),
    ORDERS(new OrderForm()),
    CODES(table(Set.of("code"), "code", CellKind.TEXT, "goodUntil", CellKind.DATE)),
    PRODUCTS(table(
            Set.of("sku", "name"),
            "sku",
            CellKind.TEXT,
            "name",
            CellKind.TEXT,
            "category",
            CellKind.TEXT,
            "price",
            CellKind.NUMBER,
            "currency",
            CellKind.TEXT,
            "url",
            CellKind.TEXT,
            "image",
            CellKind.TEXT,
            "inStock",
            CellKind.BOOLEAN));

    private final ImportForm form;

    ImportKind(ImportForm form) {
        this.form = form;
    }

    ImportForm form() {
        return form;
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of files that anybody may hand in by this key; the others belong to a pool or to the catalogue. */
    static Optional<ImportKind> ofEvents(@Nullable String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.form instanceof EventForm)
                .filter(kind -> kind.key().equals(key))
                .findFirst();
    }

    private static TableForm table(Set<String> required, Object... columns) {
        var kinds = new LinkedHashMap<String, CellKind>();
        for (int i = 0; i < columns.length; i += 2) {
            kinds.put((String) columns[i], (CellKind) columns[i + 1]);
        }
        return new TableForm(kinds, required);
    }
}
