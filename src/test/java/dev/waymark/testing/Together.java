package dev.waymark.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once, started by one barrier, and waits for all of them. */
public final class Together {

    private Together() {}

    /** The results, in the order of the work. */
    public static <T> List<T> all(List<? extends Callable<T>> work) {
        var barrier = new CyclicBarrier(work.size());
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            return work.stream()
                    .map(one -> threads.submit(() -> {
                        barrier.await();
                        return one.call();
                    }))
                    .toList()
                    .stream()
                    .map(Together::resultOf)
                    .toList();
        }
    }

    private static <T> T resultOf(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
