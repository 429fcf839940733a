package dev.waymark.insight;

import dev.waymark.conversion.Conversions;
import dev.waymark.engine.EngineRecords;
import dev.waymark.journey.EnrolmentStatus;
import dev.waymark.journey.Enrolments;
import dev.waymark.journey.Enrolments.JourneyCount;
import dev.waymark.journey.Enrolments.StatusCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts people in journeys. Reads only; thread-safe. */
@ApplicationScoped
public class Figures {

    private final Enrolments enrolments;
    private final Conversions conversions;
    private final EngineRecords records;

    Figures(Enrolments enrolments, Conversions conversions, EngineRecords records) {
        this.enrolments = enrolments;
        this.conversions = conversions;
        this.records = records;
    }

    @Transactional
    public JourneyFigures of(String journey) {
        var counts = enrolments.counts(journey);
        var completed = count(counts, EnrolmentStatus.COMPLETED);
        var converted = conversions.convertedEnrolments(journey);
        var outcomes = counts.stream()
                .filter(one -> one.outcome() != null)
                .map(one -> new JourneyFigures.OutcomeCount(one.outcome(), one.count()))
                .toList();
        return new JourneyFigures(
                journey,
                new JourneyFigures.Counts(
                        counts.stream().mapToLong(StatusCount::count).sum(),
                        count(counts, EnrolmentStatus.STARTING),
                        count(counts, EnrolmentStatus.RUNNING),
                        completed,
                        count(counts, EnrolmentStatus.CANCELLED)),
                converted,
                completed == 0 ? 0 : Math.min(1, (double) converted / completed),
                outcomes);
    }

    /**
     * How a journey is doing, in short.
     *
     * @param running on their way, or about to begin
     * @param done who have come to an end of the journey
     */
    public record Summary(long running, long heldOut, long done, long converted) {

        /** Of a journey that nobody has entered. */
        public static final Summary NOBODY = new Summary(0, 0, 0, 0);
    }

    /** Of every journey that somebody has entered, by key; two statements, because pages ask every two seconds. */
    @Transactional
    public Map<String, Summary> summaries() {
        var converted = conversions.convertedEnrolments();
        return enrolments.counts().stream()
                .collect(Collectors.groupingBy(
                        JourneyCount::journey,
                        Collectors.collectingAndThen(Collectors.toList(), counts -> summary(counts, converted))));
    }

    private static Summary summary(List<JourneyCount> counts, Map<String, Long> converted) {
        var by = counts.stream().collect(Collectors.toMap(JourneyCount::status, JourneyCount::count));
        return new Summary(
                by.getOrDefault(EnrolmentStatus.STARTING, 0L) + by.getOrDefault(EnrolmentStatus.RUNNING, 0L),
                by.getOrDefault(EnrolmentStatus.HELD_OUT, 0L),
                by.getOrDefault(EnrolmentStatus.COMPLETED, 0L),
                converted.getOrDefault(counts.getFirst().journey(), 0L));
    }

    /** How many people stand at each element now, by element id. */
    @Transactional
    public Map<String, Long> positions(String journey) {
        return records.standing(enrolments.runningInstances(journey));
    }

    private static long count(List<StatusCount> counts, EnrolmentStatus status) {
        return counts.stream()
                .filter(one -> one.status() == status)
                .mapToLong(StatusCount::count)
                .sum();
    }
}
