package dev.waymark.journey;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What would become of the enrolments of one version if they were moved to another, as far as is known now.
 *
 * @param running enrolments on their way through the version
 * @param moving those of them that can be moved from where they stand
 * @param places where they stand, the fullest first
 * @param twice messages that somebody would get again
 * @param changes of the journey as a whole: goal, exits, priority
 */
record MigrationPreview(
        String journey,
        int from,
        int to,
        long running,
        long moving,
        List<PlaceView> places,
        List<RepeatView> twice,
        List<String> changes) {

    /**
     * People at one element.
     *
     * @param elementId null for those who have not begun yet
     * @param examples enrolments, at most 20
     * @param movesTo the element they go on at, or null where they stay
     * @param why they stay, or null
     * @param timer how long they wait before and after, or null where that is the same
     * @param waits what is waited for in another way
     * @param skips messages they would not get
     */
    record PlaceView(
            @Nullable String elementId,
            String name,
            long people,
            List<UUID> examples,
            @Nullable String movesTo,
            @Nullable String why,
            @Nullable TimerShift timer,
            List<String> waits,
            List<SkipView> skips) {}

    /** The timer that runs keeps its time; who reaches it later waits as long as the new version says. */
    record TimerShift(String before, String after, String sentence) {}

    /** A message of one of the versions that people at a place would miss. */
    record SkipView(String elementId, String template, String why) {}

    /**
     * A message that comes after where people stand and that they were sent before.
     *
     * @param stands where they stand
     * @param because of the same template or of the same element
     * @param alsoToday whether their own version would send it again too, as in a loop
     * @param examples enrolments, at most 20
     */
    record RepeatView(
            String stands,
            String elementId,
            String template,
            String because,
            boolean alsoToday,
            long people,
            List<UUID> examples) {}
}
