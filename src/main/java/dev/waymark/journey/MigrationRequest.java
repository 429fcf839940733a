package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.journey.MigrationRequests.Question;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is meant.
 *
 * @param map element ids of the version before to those of the version after, where they differ
 * @param enrolments only these; all of the version where it is left out
 */
record MigrationRequest(
        @Nullable Integer from,
        @Nullable Map<String, @Nullable String> map,
        @Nullable List<@Nullable UUID> enrolments) {

    private static final int MOST = 10_000;

    static Question question(String key, int version, @Nullable Integer from) {
        return new Question(key, given(from), version, Map.of());
    }

    static Question question(String key, int version, @Nullable MigrationRequest request) {
        Map<String, String> map = request == null || request.map() == null ? Map.of() : sound(request.map());
        return new Question(key, given(request == null ? null : request.from()), version, map);
    }

    private static Map<String, String> sound(Map<String, @Nullable String> map) {
        if (map.containsKey(null) || map.containsValue(null)) {
            throw refused("map", "map-unsound", "Expected element ids in map, but one is missing.");
        }
        return Map.copyOf(map);
    }

    static @Nullable List<UUID> enrolments(@Nullable MigrationRequest request) {
        if (request == null || request.enrolments() == null) {
            return null;
        }
        var named = request.enrolments();
        if (named.isEmpty() || named.size() > MOST || named.stream().anyMatch(Objects::isNull)) {
            throw refused(
                    "enrolments",
                    "enrolments-unsound",
                    "Expected 1 to 10000 enrolment ids, but there are fewer, more, or one is missing. Leave it out to move"
                            + " all.");
        }
        return List.copyOf(named);
    }

    private static int given(@Nullable Integer from) {
        if (from == null) {
            throw refused(
                    "from", "from-missing", "Expected from to name the version people are on, but it is missing.");
        }
        return from;
    }

    private static RejectedRequest refused(String pointer, String code, String sentence) {
        return new RejectedRequest(Rejection.at(pointer, INVALID, code, sentence));
    }
}
