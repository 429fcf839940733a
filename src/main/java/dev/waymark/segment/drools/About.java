package dev.waymark.segment.drools;

import org.jspecify.annotations.Nullable;

/**
 * What a rule file says about itself.
 *
 * @param kind by its folder
 * @param key by its name
 * @param description empty if it says none
 * @param group of segments of which a person is in one at most; null if it names none
 * @param file path, relative to the definitions root
 */
record About(
        RuleKind kind,
        String key,
        String title,
        String owner,
        String description,
        @Nullable String group,
        String file) {

    About in(String path) {
        return new About(kind, key, title, owner, description, group, path);
    }
}
