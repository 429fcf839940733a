package dev.waymark.behaviour;

import dev.waymark.behaviour.Replenishment.Confidence;
import dev.waymark.behaviour.Replenishment.Interval;
import dev.waymark.event.EventIngested;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Behaviour added up in memory, as the tables would say it, with settings as they come. */
public final class BehaviourFixtures {

    private static final Scale HUNDREDS =
            new Scale(Stream.of("100", "200", "300", "400").map(BigDecimal::new).toList());

    private BehaviourFixtures() {}

    /** Of somebody who did this; dog food lasts 30 days, M goes by hundreds, a dollar is 35 baht. */
    public static Behaviour behaviourOf(EventIngested... events) {
        var retelling = new Retelling();
        Stream.of(events).forEach(retelling::add);
        var kept = retelling.kept();
        return new Behaviour(
                kept.events(),
                new Interests(kept.interests(), 14),
                new Orders(
                        kept.book().totals(),
                        new HomeCurrency("THB", Map.of("USD", BigDecimal.valueOf(35))),
                        new Scoring(List.of(30, 90, 180, 365), Scale.UNKNOWN, HUNDREDS)),
                new Replenishment(kept.book(), Map.of("dog-food", new Interval(30, Confidence.DEFAULT))));
    }
}
