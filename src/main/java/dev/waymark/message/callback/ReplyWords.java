package dev.waymark.message.callback;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;

/** Takes what somebody wrote: a word that means no, a word that takes it back, or anything else, a reply. Thread-safe. */
@ApplicationScoped
class ReplyWords {

    /** Twilio's own words, and what people write in Thailand. */
    private static final Set<String> STOP = Set.of(
            "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT-OUT", "หยุด", "ยกเลิก");

    private static final Set<String> START = Set.of("START", "UNSTOP");

    private final Repliers repliers;

    ReplyWords(Repliers repliers) {
        this.repliers = repliers;
    }

    /** @param text what they wrote, which is not kept; empty where it was a picture and the like */
    void take(Repliers.Act act, String text) {
        var word = text.strip().replaceAll("[.!]+$", "").toUpperCase(Locale.ROOT);
        if (STOP.contains(word)) {
            repliers.refused(act);
            return;
        }
        if (START.contains(word)) {
            repliers.cameBack(act);
            repliers.tookBack(act);
        }
        repliers.replied(act);
    }
}
