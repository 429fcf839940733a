package dev.waymark.product;

import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reckons from the orders which products are bought together and which most: at start and then daily, by business time,
 * by one node for all. Thread-safe; reckoning is a transaction of its own, and until it ends the last one is shown.
 */
@ApplicationScoped
class Relations {

    private static final Logger LOG = Logger.getLogger(Relations.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final int SECONDS = 300;

    private final RelationTable table;
    private final ProductSettings settings;
    private final Clock clock;
    private @Nullable Loop loop;

    Relations(RelationTable table, ProductSettings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        loop = Loop.start("related-products", LOOK_EVERY, () -> {
            reckon(settings.reckonedEvery());
            return false;
        });
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Does it now, whenever it was done last. */
    void reckon() {
        reckon(Duration.ZERO);
    }

    private void reckon(Duration every) {
        var now = clock.instant();
        var done = QuarkusTransaction.requiringNew().timeout(SECONDS).call(() -> {
            if (!table.takeTurn(now, every)) {
                return false;
            }
            var span = new RelationTable.Span(now.minus(settings.ordersWithin()), now, settings.mostOrders());
            table.reckonPairs(span, settings.minimumSupport());
            table.reckonBestSellers(span);
            return true;
        });
        if (done) {
            LOG.infof("related products reckoned at=%s", now);
        }
    }
}
