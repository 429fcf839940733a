package dev.waymark.message.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells programs that open and click from people: by how they ask, by how soon, by how many links at once, by a link that no
 * person sees. Who asks like a person, in the pace of one, is taken for one; no rule of this kind is ever complete.
 */
final class Machines {

    /**
     * Parts of the names of proxies that load pictures for mail programs (Gmail, Yahoo; Apple's says no more than that it
     * is a Mozilla) and of scanners and previews, in lower case.
     */
    private static final List<String> AGENTS = List.of(
            "googleimageproxy",
            "yahoomailproxy",
            "ggpht.com",
            "barracuda",
            "proofpoint",
            "mimecast",
            "symantec",
            "bot",
            "crawler",
            "spider",
            "facebookexternalhit",
            "whatsapp",
            "slack",
            "line-poker",
            "curl/",
            "wget/",
            "python-requests",
            "headlesschrome");

    /** All that Apple's privacy proxy says of itself. */
    private static final String APPLE = "mozilla/5.0";

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration AROUND_THE_TRAP = Duration.ofSeconds(10);

    private Machines() {}

    /** What the request itself shows; null where it could be a person's. */
    static @Nullable String suspicion(String method, @Nullable String agent, @Nullable String purpose) {
        if (!method.equals("GET")) {
            return "no-get";
        }
        if (purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch")) {
            return "prefetch";
        }
        var name = agent == null ? "" : agent.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals(APPLE)) {
            return "proxy";
        }
        return AGENTS.stream().anyMatch(name::contains) ? "agent" : null;
    }

    /**
     * Why a visit is a program's; empty where it is taken for a person's.
     *
     * @param sentAt when the provider had the message, or was asked to take it; null where that is not known
     * @param all visits of the same message
     */
    static Optional<String> verdict(Visit visit, @Nullable Instant sentAt, Duration tooSoon, List<Visit> all) {
        if (visit.suspicion() != null) {
            return Optional.of(visit.suspicion());
        }
        if (isTrap(visit.link())) {
            return Optional.of("trap");
        }
        if (sentAt == null || visit.at().isBefore(sentAt.plus(tooSoon))) {
            return Optional.of("too-soon");
        }
        if (others(visit, all, AROUND_THE_TRAP).anyMatch(Machines::isTrap)) {
            return Optional.of("trap");
        }
        return visit.link() != null && others(visit, all, AT_ONCE).findAny().isPresent()
                ? Optional.of("several-at-once")
                : Optional.empty();
    }

    private static boolean isTrap(@Nullable Integer link) {
        return link != null && link == OutgoingLinks.TRAP;
    }

    /** Other links that were asked for around the same time. */
    private static Stream<Integer> others(Visit visit, List<Visit> all, Duration around) {
        return all.stream()
                .filter(other ->
                        Duration.between(visit.seenAt(), other.seenAt()).abs().compareTo(around) < 0)
                .map(Visit::link)
                .filter(Objects::nonNull)
                .filter(link -> !link.equals(visit.link()));
    }
}
