package dev.waymark.segment.fact;

import dev.waymark.behaviour.Category;
import dev.waymark.behaviour.Interests;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person said they like, which counts more than what they seem to like: the trait {@code preferredCategory}
 * first, then {@code interests}, a list of texts or one text with commas.
 */
final class Preference {

    private final Set<String> first;
    private final Set<String> others;

    private final Effort effort;

    Preference(Map<String, Object> traits, Effort effort) {
        this.effort = effort;
        this.first = categories(traits.get("preferredCategory"));
        this.others = categories(traits.get("interests"));
    }

    boolean names(String category) {
        var key = Category.key(category);
        return first.contains(key) || others.contains(key);
    }

    /** The one preferred category; else of those named the one of most interest; else the one of most interest. */
    String favourite(Interests interests, Instant now) {
        var said = first.isEmpty() ? others : first;
        effort.spend(said.size());
        return (said.isEmpty() ? interests.strongest(now) : interests.strongest(said, now)).orElse("");
    }

    private Set<String> categories(@Nullable Object trait) {
        Stream<?> texts = switch (trait) {
            case String text -> Arrays.stream(text.split(","));
            case Iterable<?> list -> stream(list);
            case null, default -> Stream.empty();
        };
        var keys = new LinkedHashSet<String>();
        texts.peek(any -> effort.spend())
                .filter(String.class::isInstance)
                .map(text -> Category.key((String) text))
                .filter(key -> !key.isEmpty())
                .forEach(keys::add);
        return keys;
    }

    private static Stream<Object> stream(Iterable<?> list) {
        var elements = Stream.<Object>builder();
        list.forEach(elements::add);
        return elements.build();
    }
}
