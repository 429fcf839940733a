package dev.waymark.template;

import java.util.List;

/**
 * Says who needs a template, so that it is not taken from under them. Implemented by those who do: this package knows
 * neither journeys nor messages.
 */
public interface TemplateUses {

    /**
     * A step through which somebody may still come.
     *
     * @param place for a person, for example {@code journey welcome, version 2}
     * @param channel by which it shows the template
     * @param topic key of what it is about; empty where nobody has said
     */
    record Use(String place, String channel, String topic) {}

    /** Steps of live journeys that show the template, by what the database says now. */
    List<Use> of(String template);

    /** Whether a message was written with this version, by the hash of its files. */
    boolean isWritten(String template, String hash);
}
