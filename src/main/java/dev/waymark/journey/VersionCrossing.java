package dev.waymark.journey;

import dev.waymark.journey.model.JourneyModel;
import dev.waymark.journey.model.Place;
import dev.waymark.journey.model.Places;
import dev.waymark.journey.model.Step;
import dev.waymark.journey.model.WaitStep;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How places of one version of a journey are found again in another: by the same element id, or by what was asked.
 *
 * @param mapping element ids of the version before to those of the version after
 */
record VersionCrossing(Side from, Side to, Map<String, String> mapping) {

    VersionCrossing {
        mapping = Map.copyOf(mapping);
    }

    /** One of the two versions. */
    record Side(UUID versionId, int version, JourneyModel model, Places places) {

        /** What is waited for at a gateway. */
        WaitStep waitAt(Place gateway) {
            return places.armingOf(gateway.elementId())
                    .map(task -> model.waits().get(task.elementId()))
                    .findFirst()
                    .orElseThrow();
        }

        /** As drawn, or the id where it is none of the version's. */
        String name(String elementId) {
            return model.steps().stream()
                    .filter(step -> step.elementId().equals(elementId))
                    .map(Step::name)
                    .findFirst()
                    .orElse(elementId);
        }
    }

    /** Where somebody who stands at a place goes on. */
    sealed interface Landing {
        /** There. */
        record At(Place place) implements Landing {}

        /** Nowhere: they stay on their version. */
        record Nowhere(String sentence) implements Landing {}
    }

    Landing of(String elementId) {
        var before = from.places().find(elementId);
        var target = mapping.getOrDefault(elementId, elementId);
        var after = to.places().find(target);
        if (before.isEmpty()) {
            return new Landing.Nowhere(
                    "Expected an element of version %d, but %s is none of it. Look again in a moment."
                            .formatted(from.version(), elementId));
        }
        if (after.isEmpty()) {
            return new Landing.Nowhere(
                    "Expected %s in version %d too, but it is not there. Map it to another element, or let these people finish."
                            .formatted(target, to.version()));
        }
        return refusal(before.get(), after.get())
                .<Landing>map(Landing.Nowhere::new)
                .orElseGet(() -> new Landing.At(after.get()));
    }

    /** Why nobody can be moved from there; empty where they can. */
    Optional<String> refusalAt(String elementId) {
        return of(elementId) instanceof Landing.Nowhere(var sentence) ? Optional.of(sentence) : Optional.empty();
    }

    /** Why nobody can be moved from the one place to the other. */
    Optional<String> refusal(Place before, Place after) {
        if (!before.isLike(after)) {
            return Optional.of(
                    "Expected %s to be of the same kind in version %d, but it is %s and was %s. Map it to another element."
                            .formatted(after.elementId(), to.version(), kind(after), kind(before)));
        }
        return after.canBegin()
                ? Optional.empty()
                : Optional.of(
                        "Expected a place where people can stand, but %s in version %d is none. Map it to another element."
                                .formatted(after.elementId(), to.version()));
    }

    private static String kind(Place place) {
        return place.kind().isEmpty() ? place.type() : place.kind();
    }
}
