package dev.waymark.template;

import org.jspecify.annotations.Nullable;

/**
 * A message could not be rendered; says where and for which parameter, never with which value, so that it may be logged
 * and shown. Trying again does not help: a value or the template has to change.
 */
public final class TemplateFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient TemplatePlace place;
    private final @Nullable String parameter;

    /** The engine's own exception is left out on purpose: its text may hold a person's values. */
    TemplateFailure(TemplatePlace place, @Nullable String parameter, String sentence) {
        super(place.asText() + ": " + sentence);
        this.place = place;
        this.parameter = parameter;
    }

    public TemplatePlace place() {
        return place;
    }

    /** The parameter meant, or null where none is. */
    public @Nullable String parameter() {
        return parameter;
    }
}
