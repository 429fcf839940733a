package dev.waymark.segment;

import java.util.Optional;
import java.util.Set;

/**
 * What rules say of one profile. Reasons and facts are put together for who asks for them only: mostly nothing has
 * changed. Immutable.
 */
public interface Judgement {

    /** Keys of the segments it says something about: those of quarantined files are left as they are. */
    Set<String> segments();

    /** Keys of the signals it says something about. */
    Set<String> signals();

    boolean isIn(String segment);

    /** Why the profile is in the segment, by the first rule of its file that holds; empty if it is not. */
    Optional<Decision> decision(String segment);

    boolean isOn(String signal);

    /** Why the signal is on, by the first rule of its file that holds; empty if it is not. */
    Optional<Signal> signal(String signal);
}
