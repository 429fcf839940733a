package dev.waymark.event;

import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whom a parked payload may be about, so that it can be found when that person is forgotten. The payload may be no
 * JSON at all, so what looks like an identity is taken for one, in lower case, and of a number its digits too.
 */
final class ParkedNames {

    static final String BETWEEN = "\n";

    private static final Pattern NAMED = Pattern.compile(
            "\"(?:userId|anonymousId|previousId|email|phone|lineId|id)\"\\s*:\\s*\"?([^\",}\\]\\n]{1,255})");

    private static final int SHORTEST_NUMBER = 7;

    private ParkedNames() {}

    /** The names, one a line. */
    static String in(String payload) {
        var names = new TreeSet<String>();
        var named = NAMED.matcher(payload);
        while (named.find()) {
            var name = named.group(1).strip().toLowerCase(Locale.ROOT);
            names.add(name);
            var digits = name.replaceAll("[^0-9]", "");
            if (digits.length() >= SHORTEST_NUMBER) {
                names.add(digits);
            }
        }
        return String.join(BETWEEN, names);
    }
}
