package dev.waymark.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Posts to other systems: looks the host up once, refuses addresses that are not public, and connects to the one it has
 * checked, so that a name cannot lead elsewhere in between; TLS is held to the name all the same. Redirects are not
 * followed, and an answer's body is not read. Thread-safe; blocks the caller until there is an answer, or as long as a
 * call may take with everything in it: looking up, connecting, TLS and the answer.
 */
@ApplicationScoped
class WebhookClient {

    private static final Logger LOG = Logger.getLogger(WebhookClient.class);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /** A resolver that does not answer may hold a thread for a minute, which must be none that does steps. */
    private static final int LOOKUPS_AT_ONCE = 2 * CallWebhookHandler.MOST_AT_ONCE;

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Set<Integer> NOT_NOW = Set.of(408, 409, 425, 429);

    private final HttpClient http;
    private final HostLookup lookup;
    private final Duration answerWithin;
    private final ExecutorService lookups;

    @Inject
    WebhookClient(Vertx vertx, HostLookup lookup) {
        this(vertx, lookup, new HttpClientOptions(), ANSWER_WITHIN);
    }

    WebhookClient(Vertx vertx, HostLookup lookup, HttpClientOptions options, Duration answerWithin) {
        this.http = vertx.createHttpClient(options.setConnectTimeout((int) CONNECT_WITHIN.toMillis())
                .setSslHandshakeTimeout(answerWithin.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxPoolSize(32));
        this.lookup = lookup;
        this.answerWithin = answerWithin;
        // one more than it has threads for is refused at once, and comes again
        this.lookups = new ThreadPoolExecutor(
                0,
                LOOKUPS_AT_ONCE,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("waymark-lookup-", 0).factory());
    }

    WebhookAnswer post(Webhooks.Target target, Map<String, String> headers, byte[] body) {
        var begun = System.nanoTime();
        try {
            var addresses = lookups.submit(() -> lookup.of(target.host())).get(left(begun), TimeUnit.NANOSECONDS);
            if (!target.isPrivate() && !addresses.stream().allMatch(PublicAddress::is)) {
                return new WebhookAnswer.Refused("its host has an address that is not public");
            }
            return post(options(target, addresses, headers), body, left(begun));
        } catch (TimeoutException | RejectedExecutionException late) {
            return new WebhookAnswer.NotNow("its host was not found in time", Duration.ZERO);
        } catch (ExecutionException unknown) {
            return new WebhookAnswer.NotNow("its host has no address", Duration.ZERO);
        } catch (InterruptedException stopping) {
            return stopping();
        }
    }

    private long left(long begun) {
        return answerWithin.toNanos() - (System.nanoTime() - begun);
    }

    private static RequestOptions options(
            Webhooks.Target target, List<InetAddress> addresses, Map<String, String> headers) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), addresses.getFirst().getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isSecure())
                .setURI(target.path())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return options;
    }

    private WebhookAnswer post(RequestOptions options, byte[] body, long nanos) {
        var sending = new Sending(body);
        var answer = http.request(options)
                .compose(sending::send)
                .map(WebhookClient::readHead)
                .toCompletionStage()
                .toCompletableFuture();
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new WebhookAnswer.NotNow("it did not answer in time", Duration.ZERO);
        } catch (ExecutionException broken) {
            return new WebhookAnswer.NotNow(
                    "it cannot be reached: " + broken.getCause().getClass().getSimpleName(), Duration.ZERO);
        } catch (InterruptedException interrupted) {
            return stopping();
        } finally {
            if (!answer.isDone()) {
                sending.end();
            }
        }
    }

    private static WebhookAnswer stopping() {
        Thread.currentThread().interrupt();
        return new WebhookAnswer.NotNow("we are stopping", Duration.ZERO);
    }

    /** A call whose connection comes about when nobody waits any more is not sent: it is to come again by then. */
    private static final class Sending {

        private final byte[] body;
        private @Nullable HttpClientRequest request;
        private boolean over;

        Sending(byte[] body) {
            this.body = body;
        }

        synchronized Future<HttpClientResponse> send(HttpClientRequest connected) {
            request = connected.exceptionHandler(ignored -> {});
            if (over) {
                connected.reset();
                return Future.failedFuture(new TimeoutException("connected too late"));
            }
            return connected.send(Buffer.buffer(body));
        }

        synchronized void end() {
            over = true;
            if (request != null) {
                request.reset();
            }
        }
    }

    /** The status says everything; what follows may be anything, of any size. */
    private static WebhookAnswer readHead(HttpClientResponse response) {
        ignoreWhatFollows(response);
        response.request().connection().close();
        return read(response.statusCode(), response.getHeader("Retry-After"));
    }

    /** We end it ourselves, which is no error to be logged. */
    private static void ignoreWhatFollows(HttpClientResponse response) {
        try {
            response.exceptionHandler(ignored -> {});
        } catch (IllegalStateException over) {
            LOG.debugf("answer was over with its head status=%d", response.statusCode());
        }
    }

    static WebhookAnswer read(int status, @Nullable String retryAfter) {
        if (status >= 200 && status < 300) {
            return new WebhookAnswer.Taken();
        }
        var why = "it answered " + status;
        return status >= 500 || NOT_NOW.contains(status)
                ? new WebhookAnswer.NotNow(why, wait(retryAfter))
                : new WebhookAnswer.Refused(why);
    }

    /** Seconds; a date is not taken, because the two clocks need not agree. */
    private static Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("\\d{1,9}")) {
            return Duration.ZERO;
        }
        var asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
