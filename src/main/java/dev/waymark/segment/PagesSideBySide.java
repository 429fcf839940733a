package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Evaluates a page in parts side by side: while some wait for the database, or for the disk, others reckon.
 *
 * <p>Thread-safe. Each part is a transaction of its own, so one may be stored where another failed; to evaluate it
 * again changes nothing.
 */
@ApplicationScoped
class PagesSideBySide {

    /** Fewer are not worth a second transaction. */
    private static final int LEAST = 20;

    private static final int MOST_IN_A_PART = 1_000;
    private static final int AT_ONCE = 4;

    private static final Executor THREADS = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("waymark-evaluation-", 0).daemon().factory());

    private final PageEvaluation pages;

    PagesSideBySide(PageEvaluation pages) {
        this.pages = pages;
    }

    /** Joins the caller's transaction if there are few. */
    void evaluate(List<ProfileId> page) {
        if (page.size() < LEAST) {
            pages.evaluate(page);
            return;
        }
        var parts = Math.max(AT_ONCE, (page.size() + MOST_IN_A_PART - 1) / MOST_IN_A_PART);
        await(IntStream.range(0, parts)
                .mapToObj(part -> page.subList(page.size() * part / parts, page.size() * (part + 1) / parts))
                .map(part -> CompletableFuture.runAsync(() -> evaluateAlone(part), THREADS))
                .toArray(CompletableFuture[]::new));
    }

    private void evaluateAlone(List<ProfileId> part) {
        QuarkusTransaction.requiringNew().run(() -> pages.evaluate(part));
    }

    /** Until all have ended, also where one failed. */
    private static void await(CompletableFuture<?>... parts) {
        try {
            CompletableFuture.allOf(parts).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
