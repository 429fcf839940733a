package dev.waymark.template;

import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with templates, gathered by the rules that find it. Tells slips from attempts: a text that reaches for
 * what no message needs is not kept at all. Used by one thread.
 */
final class Findings {

    private final List<Finding> all = new ArrayList<>();
    private boolean unfit;

    void add(Finding finding) {
        all.add(finding);
    }

    /** A finding on a text that is not to be stored: it reaches outside, carries script, or is too large to be read. */
    void addUnfit(Finding finding) {
        all.add(finding);
        unfit = true;
    }

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean hasAnyIn(String file) {
        return all.stream().anyMatch(known -> known.file().equals(file));
    }

    boolean isUnfit() {
        return unfit;
    }

    List<Finding> inReadingOrder() {
        return all.stream().sorted(Finding.BY_PLACE).toList();
    }
}
