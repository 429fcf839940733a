package dev.waymark.channel.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;

/**
 * Posts to a provider whose address an operator has set. Redirects are not followed: a provider that moves is a change of
 * settings. Thread-safe; blocks until there is an answer, or for as long as one may take with everything in it.
 */
@ApplicationScoped
public class ProviderClient {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(4);

    /** Less than the lease of a message, so that no second send begins while the first may still be taken. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_WITHIN)
            .followRedirects(Redirect.NEVER)
            .build();
    private final Duration answerWithin;

    @Inject
    public ProviderClient() {
        this(ANSWER_WITHIN);
    }

    /** @param answerWithin how long an answer may take, its body included */
    public ProviderClient(Duration answerWithin) {
        this.answerWithin = answerWithin;
    }

    public Reply post(URI url, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(url)
                .POST(BodyPublishers.ofByteArray(body))
                .header("User-Agent", "Waymark");
        headers.forEach(request::header);
        var said = new AtomicReference<HttpResponse.ResponseInfo>();
        var answer = http.sendAsync(request.build(), head -> {
            said.set(head);
            return new ShortBody();
        });
        try {
            return reply(answer.get(answerWithin.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return said.get() == null ? new Reply.Silence("timeout") : withoutBody(said.get());
        } catch (ExecutionException broken) {
            return isUnsent(broken.getCause()) ? new Reply.Unsent() : new Reply.Silence("interrupted");
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Silence("interrupted");
        }
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply.Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                response.body());
    }

    /** The status says what became of it, however long the rest takes. */
    private static Reply withoutBody(HttpResponse.ResponseInfo head) {
        return new Reply.Answer(
                head.statusCode(), head.headers().firstValue("Retry-After").orElse(null), "");
    }

    private static boolean isUnsent(Throwable failed) {
        return failed instanceof ConnectException
                || failed instanceof HttpConnectTimeoutException
                || failed instanceof SSLHandshakeException
                || failed instanceof IOException && failed.getCause() instanceof ConnectException;
    }
}
