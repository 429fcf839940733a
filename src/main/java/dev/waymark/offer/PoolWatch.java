package dev.waymark.offer;

import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks after pools: says once, before it is too late, that one runs out, and takes back what was reserved for messages
 * of which nobody has heard again. Every node looks; the row in the database says who speaks.
 */
@ApplicationScoped
class PoolWatch {

    private static final Logger LOG = Logger.getLogger(PoolWatch.class);

    /** A count that ends at the threshold: cheap enough to see an alarm before the pool is empty. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration TAKE_BACK_EVERY = Duration.ofMinutes(1);

    /** Longer than quiet hours hold a message, so that it mostly keeps its code. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(2);

    private static final int AT_ONCE = 500;

    private final PoolTable table;
    private final Codes codes;
    private final Offers offers;
    private final Clock clock;
    private @Nullable Loop loop;
    private @Nullable Loop unsent;

    PoolWatch(PoolTable table, Codes codes, Offers offers, Clock clock) {
        this.table = table;
        this.codes = codes;
        this.offers = offers;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        if (!offers.pooled().isEmpty()) {
            loop = Loop.start("code-pools", LOOK_EVERY, this::look);
            unsent = Loop.start("codes-unsent", TAKE_BACK_EVERY, this::takeBack);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        Stream.of(loop, unsent).filter(Objects::nonNull).forEach(Loop::close);
    }

    private boolean look() {
        for (var offer : offers.pooled()) {
            look(offer.key(), Objects.requireNonNull(offer.pool()).alarmAt());
        }
        return false;
    }

    private boolean takeBack() {
        return codes.giveBackForgotten(clock.instant().minus(FORGOTTEN_AFTER), AT_ONCE) == AT_ONCE;
    }

    private void look(String offer, int alarmAt) {
        var now = clock.instant();
        var free = QuarkusTransaction.requiringNew().call(() -> table.free(offer, now, alarmAt + 1));
        if (free > alarmAt) {
            if (QuarkusTransaction.requiringNew().call(() -> table.calm(offer))) {
                LOG.infof("code pool filled offer=%s", offer);
            }
        } else if (QuarkusTransaction.requiringNew().call(() -> table.raise(offer, now))) {
            LOG.warnf("code pool runs out offer=%s free=%d alarmAt=%d", offer, free, alarmAt);
        }
    }
}
