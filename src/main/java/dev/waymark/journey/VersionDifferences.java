package dev.waymark.journey;

import dev.waymark.journey.MigrationPreview.SkipView;
import dev.waymark.journey.MigrationPreview.TimerShift;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.journey.model.Place;
import dev.waymark.journey.model.WaitStep;
import dev.waymark.journey.model.WaitTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is different in another version for somebody who stands at a place. Reads two models; immutable. */
final class VersionDifferences {

    private static final String FOUND = "as long as the task before it finds";

    private final VersionCrossing crossing;
    private final JourneyModel before;
    private final JourneyModel after;

    VersionDifferences(VersionCrossing crossing) {
        this.crossing = crossing;
        this.before = crossing.from().model();
        this.after = crossing.to().model();
    }

    @Nullable
    TimerShift timer(String at, Place target, long people) {
        var was = words(crossing.from().places().timerAt(standing(at)));
        var is = words(crossing.to().places().timerAt(target));
        return was.equals(is)
                ? null
                : new TimerShift(
                        was,
                        is,
                        "The timer waits %s now and waited %s. It goes on with the time that is left for %d people."
                                .formatted(is, was, people));
    }

    private static String words(String timer) {
        if (timer.isEmpty()) {
            return "not at all";
        }
        return timer.startsWith("=") ? FOUND : timer;
    }

    private Place standing(String at) {
        return crossing.from().places().find(at).orElseThrow();
    }

    /** What is waited for in another way. */
    List<String> waits(String at, Place target) {
        if (!target.isGateway()) {
            return List.of();
        }
        var was = triggers(crossing.from().waitAt(standing(at)));
        var is = triggers(crossing.to().waitAt(target));
        return Stream.concat(
                        was.stream().filter(one -> !is.contains(one)).map(one -> "Waits for " + one + " no longer."),
                        is.stream()
                                .filter(one -> !was.contains(one))
                                .map(one ->
                                        "Waits for " + one + " too; what has happened since the wait began counts."))
                .toList();
    }

    private static List<String> triggers(WaitStep step) {
        return step.triggers().stream().map(VersionDifferences::trigger).toList();
    }

    private static String trigger(WaitTrigger trigger) {
        return trigger.condition() == null
                ? trigger.eventName()
                : trigger.eventName() + " (" + trigger.condition().text() + ")";
    }

    /** Messages of either version that somebody who goes on here would not get. */
    List<SkipView> skips(String at, Place target) {
        var ahead = crossing.to().places().sendsFrom(target.elementId()).toList();
        var promised = crossing.from()
                .places()
                .sendsFrom(at)
                .filter(send -> ahead.stream().noneMatch(other -> isSame(send, other)))
                .map(send ->
                        new SkipView(send.elementId(), send.template(), "Their version would send it, this one not."));
        var passed = crossing.to()
                .places()
                .sends()
                .filter(send -> !ahead.contains(send))
                .filter(send -> crossing.from().places().sends().noneMatch(other -> isSame(send, other)))
                .map(send -> new SkipView(send.elementId(), send.template(), "New, and before where they go on."));
        return Stream.concat(promised, passed).toList();
    }

    private static boolean isSame(Place one, Place other) {
        return one.elementId().equals(other.elementId()) || one.template().equals(other.template());
    }

    /** Goal, exits, priority. */
    List<String> ofJourney() {
        var changes = new ArrayList<String>();
        add(changes, "The goal", before.goal(), after.goal());
        add(
                changes,
                "The goal window",
                before.goalCatch().window(),
                after.goalCatch().window());
        add(changes, "The priority", before.priority(), after.priority());
        add(changes, "Events that end it", events(before), events(after));
        add(
                changes,
                "Segments whose new members leave",
                before.exits().entering(),
                after.exits().entering());
        add(
                changes,
                "Segments whose lost members leave",
                before.exits().leaving(),
                after.exits().leaving());
        return List.copyOf(changes);
    }

    private static String events(JourneyModel model) {
        return model.exits().events().stream()
                .map(event -> event.condition() == null
                        ? event.event()
                        : event.event() + " (" + event.condition().text() + ")")
                .collect(Collectors.joining(", "));
    }

    private static void add(List<String> changes, String what, @Nullable Object was, @Nullable Object is) {
        if (!Objects.equals(was, is)) {
            changes.add("%s: %s instead of %s.".formatted(what, said(is), said(was)));
        }
    }

    private static String said(@Nullable Object value) {
        return value == null || value.toString().isEmpty() || value.toString().equals("[]") ? "none" : value.toString();
    }
}
