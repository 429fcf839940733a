package dev.waymark.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopTest {

    /** So long that a run within a test can only come from a wake. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final int PATIENCE = 10;

    private final Semaphore runs = new Semaphore(0);

    @Test
    void shouldRunAtOnceAndWheneverWoken() throws InterruptedException {
        // given
        try (var loop = Loop.start("test", NEVER, this::nothingToDo)) {
            awaitRun();

            // when
            loop.wake();

            // then
            awaitRun();
        }
    }

    @Test
    void shouldRunAgainWithoutWakeWhenItsPauseHasPassed() throws InterruptedException {
        try (var loop = Loop.start("test", Duration.ofMillis(1), this::nothingToDo)) {
            assertThat(runs.tryAcquire(5, PATIENCE, SECONDS)).isTrue();
        }
    }

    @Test
    void shouldRunAgainAtOnceWhileThereIsMore() throws InterruptedException {
        // given
        var left = new AtomicInteger(4);

        // when
        try (var loop = Loop.start("test", NEVER, () -> {
            runs.release();
            return left.decrementAndGet() > 0;
        })) {
            // then
            assertThat(runs.tryAcquire(4, PATIENCE, SECONDS)).isTrue();
        }
    }

    @Test
    void shouldNotLoseAWakeThatComesDuringARun() throws InterruptedException {
        // given a run that has read everything and not yet ended
        var reading = new CountDownLatch(1);
        var woken = new CountDownLatch(1);
        try (var loop = Loop.start("test", NEVER, () -> {
            runs.release();
            reading.countDown();
            awaitQuietly(woken);
            return false;
        })) {
            assertThat(reading.await(PATIENCE, SECONDS)).isTrue();

            // when
            loop.wake();
            woken.countDown();

            // then
            assertThat(runs.tryAcquire(2, PATIENCE, SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void shouldOutliveWhatItsWorkThrows(Class<? extends Throwable> kind) throws InterruptedException {
        // given
        var first = new AtomicBoolean(true);
        try (var loop = Loop.start("test", NEVER, () -> {
            runs.release();
            if (first.getAndSet(false)) {
                LoopTest.<RuntimeException>raise(kind);
            }
            return false;
        })) {
            awaitRun();

            // when
            loop.wake();

            // then
            awaitRun();
        }
    }

    @Test
    void shouldLetTheCurrentRunEndBeforeClosing() throws InterruptedException {
        // given
        var ended = new AtomicBoolean();
        var running = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var loop = Loop.start("test", NEVER, () -> {
            running.countDown();
            awaitQuietly(mayEnd);
            ended.set(true);
            return false;
        });
        assertThat(running.await(PATIENCE, SECONDS)).isTrue();

        // when
        mayEnd.countDown();
        loop.close();

        // then
        assertThat(ended).isTrue();
    }

    private boolean nothingToDo() {
        runs.release();
        return false;
    }

    private void awaitRun() throws InterruptedException {
        assertThat(runs.tryAcquire(PATIENCE, SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Class<? extends Throwable> kind) throws T {
        try {
            throw (T) kind.getConstructor(String.class).newInstance("on purpose");
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
