package dev.waymark.support;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which keys of one kind exist, so that definitions which refer to them can be checked before they run.
 *
 * <p>Implemented by the feature that owns the kind; asked by the linker, which so needs to know none of them.
 */
public interface KeyCatalogue {

    /** What a key looks like, event names aside: lower-case words joined by hyphens. */
    String KEY = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** The kinds of things a definition may refer to. */
    enum Kind {
        SEGMENT,
        TEMPLATE,
        ONSITE_TEMPLATE,
        /** A template and a channel it is written for: {@code welcome/sms}. */
        TEMPLATE_BY_CHANNEL,
        /** A template whose mails say how to unsubscribe, in every locale. */
        TEMPLATE_WITH_UNSUBSCRIBING,
        GOAL,
        CHANNEL,
        EVENT,
        TOPIC,
        /** A topic that people can refuse to hear of. */
        REFUSABLE_TOPIC,
        OFFER,
        /** An offer whose messages go without a code where there is none left. */
        OFFER_WITHOUT_CODE,
        WEBHOOK;

        /** As a person says it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    Kind kind();

    Set<String> keys();

    /** "Expected a known goal, but there is none named x. Known: a, b." */
    static String unknown(String what, String key, Set<String> keys) {
        var sorted = keys.isEmpty() ? "none" : String.join(", ", new TreeSet<>(keys));
        return "Expected a known " + what + ", but there is none named " + key + ". Known: " + sorted + ".";
    }
}
