package dev.waymark.release;

import dev.waymark.release.WhatIfResult.Example;
import dev.waymark.release.WhatIfResult.Presence;
import dev.waymark.release.WhatIfResult.RuleChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For how many people the rules of one segment or signal begin, cease and go on to hold. Confined to one thread. */
final class RuleTally {

    private static final int MAX_EXAMPLES = 20;

    private final List<Example> entering = new ArrayList<>();
    private final List<Example> leaving = new ArrayList<>();
    private long enter;
    private long leave;
    private long stay;

    /**
     * Counts one person; answers whether the rules begin to hold.
     *
     * @param before null where no rule holds before the change
     * @param after null where no rule holds after it
     */
    boolean count(@Nullable Example before, @Nullable Example after) {
        if (before != null && after != null) {
            stay++;
        } else if (before != null) {
            leave++;
            keep(leaving, before);
        } else if (after != null) {
            enter++;
            keep(entering, after);
        }
        return before == null && after != null;
    }

    RuleChange change(String key, String title, Presence presence) {
        return new RuleChange(key, title, presence, enter, leave, stay, entering, leaving);
    }

    private static void keep(List<Example> examples, Example example) {
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(example);
        }
    }
}
