package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GatheredTest {

    private final List<List<Integer>> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);

    private List<Integer> twice(List<Integer> all) {
        if (all.contains(0)) {
            begun.countDown();
            await(first);
        }
        done.add(all);
        if (all.contains(13)) {
            throw new IllegalStateException("no " + all.size());
        }
        return all.stream().map(one -> one * 2).toList();
    }

    @Test
    void shouldDoTogetherWhatIsAskedForWhileOneIsAtWork() throws Exception {
        var gathered = new Gathered<>(this::twice);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Future<Integer>>();
            asking.add(threads.submit(() -> gathered.ask(0)));
            await(begun);
            IntStream.rangeClosed(1, 9).forEach(one -> asking.add(threads.submit(() -> gathered.ask(one))));
            Awaitility.await().until(() -> gathered.waiting() == 9);
            first.countDown();
            for (int i = 0; i < asking.size(); i++) {
                assertThat(asking.get(i).get()).isEqualTo(i * 2);
            }
        }
        assertThat(done).hasSize(2);
        assertThat(done.getLast()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void shouldBreakForNobodyElse() throws Exception {
        var gathered = new Gathered<>(this::twice);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = threads.submit(() -> gathered.ask(0));
            await(begun);
            var broken = threads.submit(() -> gathered.ask(13));
            var sound = IntStream.rangeClosed(1, 5)
                    .mapToObj(one -> threads.submit(() -> gathered.ask(one)))
                    .toList();
            Awaitility.await().until(() -> gathered.waiting() == 6);
            first.countDown();
            assertThat(working.get()).isZero();
            assertThatThrownBy(broken::get).hasRootCauseMessage("no 1");
            for (int i = 0; i < sound.size(); i++) {
                assertThat(sound.get(i).get()).isEqualTo((i + 1) * 2);
            }
        }
    }

    @Test
    void shouldTellWhatWentWrongAndGoOn() {
        var gathered = new Gathered<>(this::twice);
        assertThatThrownBy(() -> gathered.ask(13))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no 1");
        assertThat(gathered.ask(2)).isEqualTo(4);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
