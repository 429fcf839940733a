package dev.waymark.segment;

import dev.waymark.segment.Memberships.Current;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The memberships of one profile as one text: {@code 17 new-signups 21 leads}, in the order of their ids. */
final class CurrentMemberships {

    private CurrentMemberships() {}

    static List<Current> read(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        var memberships = new ArrayList<Current>();
        for (int from = 0; from < text.length(); ) {
            var space = text.indexOf(' ', from);
            var next = text.indexOf(' ', space + 1);
            var to = next < 0 ? text.length() : next;
            memberships.add(new Current(Long.parseLong(text, from, space, 10), text.substring(space + 1, to)));
            from = to + 1;
        }
        return memberships;
    }

    static String write(Collection<Current> memberships) {
        return memberships.stream()
                .sorted(Comparator.comparingLong(Current::id))
                .map(one -> one.id() + " " + one.segment())
                .collect(Collectors.joining(" "));
    }
}
