package dev.waymark.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rows of a file are about. */
public enum ImportKind {
    PROFILES(new ProfileForm()),
    ORDERS(new OrderForm());

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

    static Optional<ImportKind> of(@Nullable String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
