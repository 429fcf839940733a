package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Evaluates a page in two halves side by side: while one waits for the database, the other reckons.
 *
 * <p>Thread-safe. Each half is a transaction of its own, so one may be stored where the other failed; to evaluate it
 * again changes nothing.
 */
@ApplicationScoped
class PagesSideBySide {

    /** Fewer are not worth a second transaction. */
    private static final int LEAST = 20;

    private static final Executor THREADS =
            Thread.ofPlatform().name("waymark-evaluation").daemon()::start;

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
        var middle = page.size() / 2;
        var other = CompletableFuture.runAsync(() -> evaluateAlone(page.subList(middle, page.size())), THREADS);
        try {
            evaluateAlone(page.subList(0, middle));
        } finally {
            await(other);
        }
    }

    private void evaluateAlone(List<ProfileId> half) {
        QuarkusTransaction.requiringNew().run(() -> pages.evaluate(half));
    }

    private static void await(CompletableFuture<Void> other) {
        try {
            other.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
