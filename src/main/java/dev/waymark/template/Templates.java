package dev.waymark.template;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All templates by key, never changed: an edit makes a new registry, so that a running send sees one or the other. */
public final class Templates {

    private final SortedMap<String, Template> byKey;

    Templates(Collection<Template> templates) {
        var sorted = new TreeMap<String, Template>();
        templates.forEach(template -> sorted.put(template.key(), template));
        this.byKey = Collections.unmodifiableSortedMap(sorted);
    }

    public Optional<Template> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Set<String> keys() {
        return byKey.keySet();
    }
}
