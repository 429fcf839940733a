package dev.waymark.journey;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeveralAtOnceTest {

    @Test
    void shouldWorkOnSeveralAtOnce() {
        var barrier = new CyclicBarrier(SeveralAtOnce.MOST);
        var done = ConcurrentHashMap.<Integer>newKeySet();

        SeveralAtOnce.each(IntStream.range(0, SeveralAtOnce.MOST).boxed().toList(), one -> {
            await(barrier);
            done.add(one);
        });

        assertThat(done).hasSize(SeveralAtOnce.MOST);
    }

    @Test
    void shouldWorkOnNoMoreThanThatAtOnce() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();

        SeveralAtOnce.each(IntStream.range(0, 500).boxed().toList(), one -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
        });

        assertThat(most.get()).isBetween(1, SeveralAtOnce.MOST);
    }

    @Test
    void shouldLetOthersEndWhenOneBreaks() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        assertThatThrownBy(() ->
                        SeveralAtOnce.each(IntStream.range(0, 20).boxed().toList(), one -> {
                            if (one == 3) {
                                throw new IllegalStateException("broken");
                            }
                            done.add(one);
                        }))
                .hasRootCauseMessage("broken");

        assertThat(done).hasSize(19);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, SECONDS);
        } catch (Exception alone) {
            throw new AssertionError("Expected others at once, but nobody came.", alone);
        }
    }
}
