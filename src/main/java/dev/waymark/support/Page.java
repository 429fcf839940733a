package dev.waymark.support;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that may grow while it is read.
 *
 * @param next cursor of the next page, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int MAX_LIMIT = 200;

    /** Makes a page of at most {@code limit} from one item more than that, so that the end is known. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(List.copyOf(oneMore), null);
        }
        var items = List.copyOf(oneMore.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
