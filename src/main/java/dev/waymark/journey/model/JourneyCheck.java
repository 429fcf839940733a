package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;

/** What became of a check: a model to work with, or everything that is wrong. There is nothing in between. */
public sealed interface JourneyCheck {

    /** The file passed every rule. */
    record Accepted(JourneyModel model) implements JourneyCheck {}

    /** The file broke at least one rule; findings are in reading order. */
    record Refused(List<Finding> findings) implements JourneyCheck {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
