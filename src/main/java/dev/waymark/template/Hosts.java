package dev.waymark.template;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hosts of the web that are named in texts: where links may lead that carry our name. */
final class Hosts {

    /** Ends where a host ends; what an expression writes is no part of it. */
    private static final Pattern HOST =
            Pattern.compile("https?://([a-z0-9.-]+)(?![a-z0-9.{@-])", Pattern.CASE_INSENSITIVE);

    private Hosts() {}

    /** In lower case. */
    static Set<String> in(@Nullable Object value) {
        var hosts = new TreeSet<String>();
        gather(value, hosts);
        return hosts;
    }

    private static void gather(@Nullable Object value, Set<String> hosts) {
        switch (value) {
            case CharSequence text ->
                HOST.matcher(text)
                        .results()
                        .forEach(found -> hosts.add(found.group(1).toLowerCase(Locale.ROOT)));
            case Collection<?> all -> all.forEach(one -> gather(one, hosts));
            case Map<?, ?> all -> all.values().forEach(one -> gather(one, hosts));
            case null, default -> {}
        }
    }
}
