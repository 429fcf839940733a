package dev.waymark.engine;

import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.WrittenDuration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A constant that a kind of step takes from the diagram, declared by its handler so that a mistake is found before a
 * person meets it.
 *
 * @param name key of the task header
 * @param required whether the step cannot do without
 */
public record StepHeader(String name, boolean required, Kind kind) {

    private static final int LONGEST = 200;

    /** What a header's value may be. */
    public sealed interface Kind {

        /** A key that exists. */
        record Key(KeyCatalogue.Kind of) implements Kind {}

        /** Keys that exist, separated by commas, each once. */
        record Keys(KeyCatalogue.Kind of) implements Kind {}

        /** A duration as {@link WrittenDuration} reads it. */
        record Lasting() implements Kind {}

        /** A time of day, for example {@code 09:00}. */
        record TimeOfDay() implements Kind {}

        /** One of a few words. */
        record OneOf(List<String> words) implements Kind {

            public OneOf {
                words = List.copyOf(words);
            }

            public OneOf(String... words) {
                this(List.of(words));
            }
        }

        /** Arms with their percentages, as {@link Shares} reads them. */
        record Split() implements Kind {}

        /** A key that need not exist anywhere else. */
        record NewKey() implements Kind {}

        /** The name of a trait. */
        record TraitName() implements Kind {}

        /** A text of up to 200 characters. */
        record Text() implements Kind {}
    }

    public static StepHeader required(String name, Kind kind) {
        return new StepHeader(name, true, kind);
    }

    public static StepHeader optional(String name, Kind kind) {
        return new StepHeader(name, false, kind);
    }

    /** What is wrong with a value, as a sentence; empty where nothing is. */
    public Optional<String> check(String value, Map<KeyCatalogue.Kind, Set<String>> known) {
        return switch (kind) {
            case Kind.Key(var of) -> unknown(of, value, known);
            case Kind.Keys(var of) -> keys(of, value, known);
            case Kind.Split() -> split(value);
            case Kind.Lasting() -> expect(WrittenDuration.of(value).isPresent(), WrittenDuration.EXPECTED, value);
            case Kind.TimeOfDay() ->
                expect(value.matches("([01]\\d|2[0-3]):[0-5]\\d"), "a time of day, for example 09:00", value);
            case Kind.OneOf(var words) -> expect(words.contains(value), "one of " + String.join(", ", words), value);
            case Kind.NewKey() ->
                expect(value.matches(KeyCatalogue.KEY), "a key of lower-case words joined by hyphens", value);
            case Kind.TraitName() ->
                expect(value.matches("[A-Za-z][A-Za-z0-9_]{0,63}"), "the name of a trait, for example birthday", value);
            case Kind.Text() -> text(value);
        };
    }

    /** The keys of a header of {@link Kind.Keys}, in their order. */
    public static List<String> keys(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    private Optional<String> keys(KeyCatalogue.Kind of, String value, Map<KeyCatalogue.Kind, Set<String>> known) {
        var keys = keys(value);
        if (keys.contains("") || new HashSet<>(keys).size() < keys.size()) {
            return expect(false, "keys separated by commas, each once", value);
        }
        return keys.stream().flatMap(key -> unknown(of, key, known).stream()).findFirst();
    }

    private static Optional<String> unknown(
            KeyCatalogue.Kind of, String key, Map<KeyCatalogue.Kind, Set<String>> known) {
        var keys = known.getOrDefault(of, Set.of());
        return keys.contains(key) ? Optional.empty() : Optional.of(KeyCatalogue.unknown(of.word(), key, keys));
    }

    private static Optional<String> split(String value) {
        try {
            Shares.of(value);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    private Optional<String> text(String value) {
        return value.length() <= LONGEST
                ? expect(value.chars().noneMatch(Character::isISOControl), "a text on one line", "on several")
                : expect(false, "a text of at most " + LONGEST + " characters", "longer");
    }

    private Optional<String> expect(boolean isMet, String expected, String value) {
        return isMet
                ? Optional.empty()
                : Optional.of("Expected the task header " + name + " to be " + expected + ", but it is " + value
                        + ". Correct it.");
    }
}
