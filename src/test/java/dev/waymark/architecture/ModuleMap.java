package dev.waymark.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may see whom: the arrows between the feature packages. Everything may use {@code support}. An arrow is added
 * here first, with its reason in the commit; one that is not used any more is taken out.
 */
final class ModuleMap {

    /** Feature package to the ones it uses. */
    static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("start", Set.of("embedded", "release", "template")),
            Map.entry("embedded", Set.of()),
            Map.entry("support", Set.of()),
            Map.entry("profile", Set.of()),
            Map.entry("engine", Set.of()),
            Map.entry("template", Set.of()),
            Map.entry("event", Set.of("profile")),
            Map.entry("imports", Set.of("event")),
            Map.entry("offer", Set.of("engine", "event", "imports", "journey", "profile")),
            Map.entry("product", Set.of("behaviour", "imports", "profile", "segment")),
            Map.entry("channel", Set.of("device", "profile")),
            Map.entry("device", Set.of("event", "profile")),
            Map.entry("consent", Set.of("profile")),
            Map.entry("behaviour", Set.of("event", "profile")),
            Map.entry("segment", Set.of("behaviour", "consent", "event", "profile")),
            Map.entry("release", Set.of("journey", "profile", "segment")),
            Map.entry("conversion", Set.of("event", "profile")),
            Map.entry("experiment", Set.of("profile")),
            Map.entry(
                    "journey", Set.of("consent", "conversion", "engine", "event", "experiment", "profile", "segment")),
            Map.entry(
                    "message",
                    Set.of(
                            "channel",
                            "consent",
                            "engine",
                            "event",
                            "journey",
                            "offer",
                            "product",
                            "profile",
                            "template")),
            Map.entry("audience", Set.of("consent", "engine", "journey", "profile")),
            Map.entry(
                    "onsite",
                    Set.of("consent", "conversion", "device", "engine", "event", "journey", "message", "profile")),
            Map.entry("webhook", Set.of("engine", "journey", "profile")),
            Map.entry("incident", Set.of("engine", "journey")),
            Map.entry("sandbox", Set.of("engine")),
            Map.entry("metrics", Set.of("channel", "engine", "event", "incident", "message")),
            Map.entry("insight", Set.of("conversion", "engine", "journey", "message", "profile")),
            Map.entry(
                    "audit",
                    Set.of(
                            "audience",
                            "consent",
                            "conversion",
                            "engine",
                            "incident",
                            "journey",
                            "message",
                            "profile",
                            "release",
                            "sandbox",
                            "segment",
                            "task",
                            "template")),
            Map.entry("task", Set.of("engine", "event", "journey", "profile")),
            Map.entry(
                    "console",
                    Set.of(
                            "audit",
                            "channel",
                            "conversion",
                            "engine",
                            "incident",
                            "insight",
                            "journey",
                            "message",
                            "sandbox",
                            "segment",
                            "template")));

    /** Packages below a feature are its own business, but for these: package to the features that may look in. */
    static final Map<String, Set<String>> OPEN_INNER = Map.of(
            "journey.model", Set.of("audit", "console", "incident"),
            "channel.email", Set.of("console"),
            "message.link", Set.of("console"));

    private ModuleMap() {}

    /** The map as a page with a Mermaid picture. */
    static String asPage() {
        var page = new StringBuilder("""
                # Who may see whom

                An arrow means *uses*. Everything may use `support`, which is left out of the picture. `start` is the
                main class. Written from `architecture/ModuleMap`, which the build checks the code against.

                ```mermaid
                flowchart TD
                """);
        new TreeMap<>(ALLOWED).forEach((feature, uses) -> {
            if (!feature.equals("support")) {
                page.append("    ").append(feature).append('\n');
            }
            new TreeSet<>(uses)
                    .forEach(used -> page.append("    ")
                            .append(feature)
                            .append(" --> ")
                            .append(used)
                            .append('\n'));
        });
        return page.append("```\n").toString();
    }
}
