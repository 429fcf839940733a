package dev.waymark.message.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Telling programs from people")
class MachinesTest {

    private static final Instant SENT = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    @Test
    void shouldKnowThemByHowTheyAsk() {
        assertThat(Machines.suspicion("GET", BROWSER, null)).isNull();
        assertThat(Machines.suspicion("HEAD", BROWSER, null)).isEqualTo("no-get");
        assertThat(Machines.suspicion("GET", BROWSER, "prefetch;anonymous-client-ip"))
                .isEqualTo("prefetch");
        assertThat(Machines.suspicion("GET", null, null)).isEqualTo("proxy");
        assertThat(Machines.suspicion("GET", "Mozilla/5.0", null)).isEqualTo("proxy");
        assertThat(Machines.suspicion("GET", "Mozilla/5.0 (via ggpht.com GoogleImageProxy)", null))
                .isEqualTo("agent");
    }

    @Test
    void shouldTakeWhoComesInTimeForAPerson() {
        var visit = visit(1, 60_000);

        assertThat(Machines.verdict(visit, SENT, SOON, List.of(visit))).isEmpty();
        assertThat(Machines.verdict(visit(1, 2_000), SENT, SOON, List.of())).isEmpty();
    }

    @Test
    void shouldTakeWhoComesTooSoonForNone() {
        assertThat(Machines.verdict(visit(1, 1_999), SENT, SOON, List.of())).contains("too-soon");
        assertThat(Machines.verdict(visit(1, 60_000), null, SOON, List.of())).contains("too-soon");
    }

    @Test
    void shouldTakeSeveralLinksWithinASecondForNone() {
        var first = visit(1, 60_000);
        var second = visit(2, 60_900);
        var third = visit(2, 61_000);
        var again = visit(1, 60_100);
        var opened = visit(null, 60_000);

        assertThat(Machines.verdict(first, SENT, SOON, List.of(first, second))).contains("several-at-once");
        assertThat(Machines.verdict(second, SENT, SOON, List.of(first, second))).contains("several-at-once");
        assertThat(Machines.verdict(first, SENT, SOON, List.of(first, third))).isEmpty();
        assertThat(Machines.verdict(first, SENT, SOON, List.of(first, again, opened)))
                .isEmpty();
        assertThat(Machines.verdict(opened, SENT, SOON, List.of(first, opened))).isEmpty();
    }

    @Test
    void shouldTakeWhatIsAroundTheTrapForNone() {
        var trap = visit(OutgoingLinks.TRAP, 60_000);

        assertThat(Machines.verdict(trap, SENT, SOON, List.of(trap))).contains("trap");
        assertThat(Machines.verdict(visit(1, 69_999), SENT, SOON, List.of(trap)))
                .contains("trap");
        assertThat(Machines.verdict(visit(null, 51_000), SENT, SOON, List.of(trap)))
                .contains("trap");
        assertThat(Machines.verdict(visit(1, 70_000), SENT, SOON, List.of(trap)))
                .isEmpty();
    }

    private static Visit visit(@Nullable Integer link, long millis) {
        var at = SENT.plusMillis(millis);
        return new Visit(millis, link, at, at, null);
    }
}
