package dev.waymark.journey;

import dev.waymark.journey.MigrationCensus.Ahead;
import dev.waymark.journey.MigrationCensus.Repeat;
import dev.waymark.journey.MigrationCensus.Standing;
import dev.waymark.journey.MigrationPreview.PlaceView;
import dev.waymark.journey.MigrationPreview.RepeatView;
import dev.waymark.journey.VersionCrossing.Landing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;

/** Says what a migration would do, and does nothing. Thread-safe. */
@ApplicationScoped
class MigrationPreviews {

    private static final String NOT_BEGUN = "Not begun yet";

    private final MigrationCensus census;

    MigrationPreviews(MigrationCensus census) {
        this.census = census;
    }

    @Transactional
    MigrationPreview of(VersionCrossing crossing) {
        var differences = new VersionDifferences(crossing);
        var standing = census.take(crossing.from().versionId());
        var places =
                standing.stream().map(one -> place(one, crossing, differences)).toList();
        var ahead = standing.stream().flatMap(one -> ahead(one, crossing)).toList();
        return new MigrationPreview(
                crossing.from().model().key(),
                crossing.from().version(),
                crossing.to().version(),
                standing.stream().mapToLong(Standing::people).sum(),
                places.stream()
                        .filter(place -> place.why() == null)
                        .mapToLong(PlaceView::people)
                        .sum(),
                places,
                census.repeats(ahead).stream()
                        .map(repeat -> repeat(repeat, crossing))
                        .toList(),
                differences.ofJourney());
    }

    private static PlaceView place(Standing standing, VersionCrossing crossing, VersionDifferences differences) {
        var at = standing.elementId();
        if (at == null) {
            return new PlaceView(
                    null, NOT_BEGUN, standing.people(), standing.examples(), null, null, null, List.of(), List.of());
        }
        var name = crossing.from().name(at);
        return switch (crossing.of(at)) {
            case Landing.Nowhere(var sentence) ->
                new PlaceView(
                        at, name, standing.people(), standing.examples(), null, sentence, null, List.of(), List.of());
            case Landing.At(var target) ->
                new PlaceView(
                        at,
                        name,
                        standing.people(),
                        standing.examples(),
                        target.elementId(),
                        null,
                        differences.timer(at, target, standing.people()),
                        differences.waits(at, target),
                        differences.skips(at, target));
        };
    }

    /** What the new version sends after where these people would go on. */
    private static Stream<Ahead> ahead(Standing standing, VersionCrossing crossing) {
        var at = standing.elementId();
        return at != null && crossing.of(at) instanceof Landing.At(var target)
                ? crossing.to()
                        .places()
                        .sendsFrom(target.elementId())
                        .map(send -> new Ahead(at, send.elementId(), send.template()))
                : Stream.empty();
    }

    private static RepeatView repeat(Repeat repeat, VersionCrossing crossing) {
        var ahead = repeat.ahead();
        var alsoToday = crossing.from()
                .places()
                .sendsFrom(ahead.stands())
                .anyMatch(send -> send.template().equals(ahead.template())
                        || send.elementId().equals(ahead.elementId()));
        return new RepeatView(
                ahead.stands(),
                ahead.elementId(),
                ahead.template(),
                repeat.sameElement() ? "same element" : "same template",
                alsoToday,
                repeat.people(),
                repeat.examples());
    }
}
