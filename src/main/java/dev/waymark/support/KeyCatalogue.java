package dev.waymark.support;

import java.util.Set;

/**
 * Says which keys of one kind exist, so that definitions which refer to them can be checked before they run.
 *
 * <p>Implemented by the feature that owns the kind; asked by the linker, which so needs to know none of them.
 */
public interface KeyCatalogue {

    /** The kinds of things a definition may refer to. */
    enum Kind {
        SEGMENT,
        TEMPLATE,
        GOAL,
        CHANNEL,
        EVENT,
        TOPIC
    }

    Kind kind();

    Set<String> keys();
}
