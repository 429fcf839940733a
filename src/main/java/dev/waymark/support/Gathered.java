package dev.waymark.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Has done together what several threads ask for at the same moment: while one of them works, the others line up, and the
 * next one works for all of them. Whoever asks alone waits for nobody. Thread-safe.
 *
 * <p>Never to be asked with a lock of the database in hand: whoever works may wait for it, and the database sees no circle.
 *
 * @param <Q> what is asked for
 * @param <A> the answer to it
 */
public final class Gathered<Q, A> {

    private final Queue<Asking<Q, A>> line = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Function<List<Q>, List<A>> work;

    /** @param work answers all in their order; where it throws for several, each is asked for once more by itself */
    public Gathered(Function<List<Q>, List<A>> work) {
        this.work = work;
    }

    /** @param answer empty where it is to be asked for alone, because what is wrong with one is not wrong with all */
    private record Asking<Q, A>(Q question, CompletableFuture<Optional<A>> answer) {}

    /** Throws what the work throws for this question. */
    public A ask(Q question) {
        var mine = new Asking<>(question, new CompletableFuture<Optional<A>>());
        line.add(mine);
        turn.lock();
        try {
            if (!mine.answer().isDone()) {
                workOff();
            }
        } finally {
            turn.unlock();
        }
        return mine.answer()
                .join()
                .orElseGet(() -> work.apply(List.of(question)).getFirst());
    }

    /** How many have asked and are not worked for yet. */
    int waiting() {
        return line.size();
    }

    private void workOff() {
        var all = new ArrayList<Asking<Q, A>>();
        for (var next = line.poll(); next != null; next = line.poll()) {
            all.add(next);
        }
        try {
            var answers = work.apply(all.stream().map(Asking::question).toList());
            for (int i = 0; i < all.size(); i++) {
                all.get(i).answer().complete(Optional.of(answers.get(i)));
            }
        } catch (RuntimeException | Error broken) {
            if (all.size() == 1) {
                throw broken;
            }
            all.forEach(one -> one.answer().complete(Optional.empty()));
        }
    }
}
