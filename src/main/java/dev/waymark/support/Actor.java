package dev.waymark.support;

import static dev.waymark.support.Rejection.Kind.INVALID;

import org.jspecify.annotations.Nullable;

/** Who does something, as the request says: there is no sign-in yet. */
public record Actor(String name) {

    public static final String HEADER = "X-Waymark-Actor";

    /** Who edits the watched folder is not known; no person may go by this name. */
    public static final Actor FOLDER = new Actor("folder");

    private static final int MAX_LENGTH = 100;

    public static Actor of(@Nullable String header) {
        var name = header == null ? "" : header.strip();
        if (name.isEmpty() || name.length() > MAX_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    "actor-missing",
                    "Expected the header X-Waymark-Actor to name who does this in 1 to 100 characters, but it does not."
                            + " Send your name.");
        }
        var actor = new Actor(name);
        if (actor.isSameAs(FOLDER)) {
            throw refused(
                    "actor-reserved",
                    "Expected the name of a person in the header X-Waymark-Actor, but folder means edits of the watched"
                            + " folder. Send your own name.");
        }
        return actor;
    }

    /** One person may write their name in more than one way. */
    public boolean isSameAs(Actor other) {
        return name.equalsIgnoreCase(other.name);
    }

    private static RejectedRequest refused(String code, String sentence) {
        return new RejectedRequest(Rejection.at(HEADER, INVALID, code, sentence));
    }
}
