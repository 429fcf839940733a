package dev.waymark.segment;

import dev.waymark.support.Finding;
import java.time.Instant;

/**
 * A rule file that is not asked any more, because it took too long or broke: what it said of people stays as it is.
 *
 * @param line of the rule that took longest, or of the first one
 * @param reason "Expected X, but Y." and what to do next; names nobody
 * @param since the moment of the facts it was asked about
 */
public record Quarantined(String file, int line, String reason, Instant since) {

    /** The same, to be told before the file decides. */
    public Finding finding() {
        return Finding.atLine(file, line, 0, reason);
    }
}
