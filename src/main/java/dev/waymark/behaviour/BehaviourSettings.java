package dev.waymark.behaviour;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator decides about reading behaviour; nothing of it is stored, so a change counts for the past too. */
@ConfigMapping(prefix = "waymark.behaviour")
interface BehaviourSettings {

    /** After this time, in whole or broken days, interest shown is worth half. */
    @WithDefault("P14D")
    Duration interestHalfLife();

    /** The home currency: orders that name none are in it, and values are told in it. */
    @WithDefault("THB")
    String currency();

    /** What one unit of a currency is worth in the home currency, by code. */
    Map<String, BigDecimal> rates();

    Recency recency();

    Monetary monetary();

    /** How often thresholds over all people are computed anew, by business time. */
    @WithDefault("P1D")
    Duration thresholdsEvery();

    /** The R of RFM. */
    interface Recency {

        /** {@code days} or {@code quintile}. */
        @WithDefault("days")
        ScoringMethod by();

        /** Days since the last order for the scores 5, 4, 3 and 2, each day itself included. */
        @WithDefault("30,90,180,365")
        List<Integer> days();
    }

    /** The M of RFM. */
    interface Monetary {

        /** Values above which the scores 2, 3, 4 and 5 begin; without them, quintiles over all people who ordered. */
        Optional<List<BigDecimal>> above();
    }
}
