package dev.waymark.behaviour;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How the scores R, F and M are found now. */
@Path("/api/rfm-thresholds")
@Tag(name = "Segments")
@RunOnVirtualThread
class ThresholdResource {

    private final Thresholds thresholds;
    private final ThresholdTable table;
    private final BehaviourSettings settings;
    private final HomeCurrency home;

    ThresholdResource(Thresholds thresholds, ThresholdTable table, BehaviourSettings settings) {
        this.thresholds = thresholds;
        this.table = table;
        this.settings = settings;
        this.home = HomeCurrency.of(settings);
    }

    /**
     * Bounds of one score.
     *
     * @param withinDays with {@code days}: the last order is at most this old for 5, 4, 3 and 2
     * @param above bounds above which 2, 3, 4 and 5 begin; of a recency the day number since 1970 of the last order;
     *     empty before anybody ordered, and then everybody has 3
     * @param profiles over how many people the bounds were computed, null if they are fixed
     */
    record ScoreAnswer(
            ScoringMethod by,
            List<Integer> withinDays,
            List<BigDecimal> above,
            @Nullable Long profiles,
            @Nullable Instant computedAt) {}

    /**
     * The bounds of all scores.
     *
     * @param orders how many orders are enough for the frequency scores 5, 4, 3 and 2
     * @param currenciesWithoutRate orders in them count for recency and frequency, but their value counts for nothing
     */
    record ThresholdsAnswer(
            String currency,
            List<String> currenciesWithoutRate,
            ScoreAnswer recency,
            List<Integer> orders,
            ScoreAnswer monetary) {}

    @GET
    @Transactional
    @Operation(
            summary = "How recency, frequency and value become scores: the bounds, since when and over how many people")
    public ThresholdsAnswer thresholds() {
        return new ThresholdsAnswer(
                home.code(), table.currenciesWithoutRate(home), recency(), Scoring.ORDERS, monetary());
    }

    private ScoreAnswer recency() {
        return settings.recency().by() == ScoringMethod.DAYS
                ? new ScoreAnswer(ScoringMethod.DAYS, settings.recency().days(), List.of(), null, null)
                : quintile(ThresholdTable.RECENCY);
    }

    private ScoreAnswer monetary() {
        return settings.monetary()
                .above()
                .map(values -> new ScoreAnswer(ScoringMethod.VALUES, List.of(), values, null, null))
                .orElseGet(() -> quintile(ThresholdTable.MONETARY));
    }

    private ScoreAnswer quintile(String measure) {
        return Optional.ofNullable(thresholds.current().bounds().get(measure))
                .map(bounds -> new ScoreAnswer(
                        ScoringMethod.QUINTILE,
                        List.of(),
                        bounds.scale().above(),
                        bounds.profiles(),
                        bounds.computedAt()))
                .orElseGet(() -> new ScoreAnswer(ScoringMethod.QUINTILE, List.of(), List.of(), 0L, null));
    }
}
