package dev.waymark.release;

import dev.waymark.profile.ProfileId;
import dev.waymark.release.WhatIfResult.Example;
import dev.waymark.release.WhatIfResult.Presence;
import dev.waymark.release.WhatIfResult.SegmentChange;
import dev.waymark.segment.Decision;
import dev.waymark.segment.SegmentDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts who would enter, leave and stay in one segment. Confined to one thread. */
final class SegmentTally {

    private static final int MAX_EXAMPLES = 20;

    private final SegmentDefinition segment;
    private final Presence presence;
    private final List<Example> entering = new ArrayList<>();
    private final List<Example> leaving = new ArrayList<>();
    private long enter;
    private long leave;
    private long stay;

    SegmentTally(SegmentDefinition segment, Presence presence) {
        this.segment = segment;
        this.presence = presence;
    }

    /** Answers whether the profile would enter. */
    boolean count(ProfileId profile, @Nullable Decision before, @Nullable Decision after) {
        if (before != null && after != null) {
            stay++;
        } else if (before != null) {
            leave++;
            keep(leaving, profile, before);
        } else if (after != null) {
            enter++;
            keep(entering, profile, after);
            return true;
        }
        return false;
    }

    SegmentChange change() {
        return new SegmentChange(segment.key(), segment.title(), presence, enter, leave, stay, entering, leaving);
    }

    private static void keep(List<Example> examples, ProfileId profile, Decision decision) {
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(new Example(profile.value(), decision.rule(), decision.reason()));
        }
    }
}
