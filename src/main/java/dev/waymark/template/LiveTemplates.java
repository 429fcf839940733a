package dev.waymark.template;

import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The templates that people get, as this node knows them: the rows in the database say which versions they are, and this
 * node follows within a second, wherever they were published.
 *
 * <p>Thread-safe. A running send keeps the template it has asked for; the next one gets what is live then.
 */
@ApplicationScoped
public class LiveTemplates implements KeyCatalogue {

    private static final Logger LOG = Logger.getLogger(LiveTemplates.class);

    private final TemplateVersions versions;
    private final TemplateChecking checking;
    private final Map<String, String> refused = new HashMap<>();

    private volatile Map<String, Known> known = Map.of();

    LiveTemplates(TemplateVersions versions, TemplateChecking checking) {
        this.versions = versions;
        this.checking = checking;
    }

    private record Known(Template template, int version) {}

    public Optional<Template> find(String key) {
        return Optional.ofNullable(known.get(key)).map(Known::template);
    }

    /** The number of the version that {@link #find} answers. */
    public Optional<Integer> version(String key) {
        return Optional.ofNullable(known.get(key)).map(Known::version);
    }

    /** All templates, by key. */
    public Collection<Template> all() {
        return new TreeMap<>(known).values().stream().map(Known::template).toList();
    }

    @Override
    public Kind kind() {
        return Kind.TEMPLATE;
    }

    @Override
    public Set<String> keys() {
        return known.keySet();
    }

    /** Those that are written for a channel. */
    public Set<String> keys(String channel) {
        return known.values().stream()
                .map(Known::template)
                .filter(template -> !template.locales(channel).isEmpty())
                .map(Template::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Brings this node to what the database says; answers false: there is no more to do. */
    synchronized boolean refresh() {
        var next = new HashMap<String, Known>();
        for (var live : versions.live()) {
            var before = known.get(live.template());
            if (before != null && before.template().version().equals(live.hash())
                    || live.hash().equals(refused.get(live.template()))) {
                keep(next, live.template(), before);
            } else {
                keep(next, live.template(), read(live).orElse(before));
            }
        }
        known = Map.copyOf(next);
        return false;
    }

    private static void keep(Map<String, Known> next, String key, @Nullable Known template) {
        if (template != null) {
            next.put(key, template);
        }
    }

    /**
     * Empty where it has just been removed, or where an older Waymark, or a newer one, took it for sound: what people got
     * until now goes on.
     */
    private Optional<Known> read(TemplateVersions.Live live) {
        return versions.byNumber(live.template(), live.version()).flatMap(stored -> read(live, stored));
    }

    private Optional<Known> read(TemplateVersions.Live live, TemplateVersion stored) {
        return switch (checking.read(stored.definitionFiles())) {
            case TemplateCheck.Accepted(var templates) -> {
                refused.remove(live.template());
                yield templates.find(live.template()).map(template -> new Known(template, live.version()));
            }
            case TemplateCheck.Refused refusal -> {
                refused.put(live.template(), live.hash());
                LOG.errorf(
                        "live template refused here template=%s version=%d:\n%s",
                        live.template(), live.version(), Finding.asText(refusal.findings()));
                yield Optional.empty();
            }
        };
    }
}
