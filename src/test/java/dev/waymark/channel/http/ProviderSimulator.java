package dev.waymark.channel.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A provider on HTTP that keeps a ledger of what it has taken, and behaves as it is told. */
public final class ProviderSimulator implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Asked> taken = new ConcurrentHashMap<>();
    private volatile Mode mode = Mode.ACCEPT;
    private volatile Function<Asked, String> keyOf = request -> Integer.toString(asked.indexOf(request));
    private volatile Answering accepted = request -> new Told(200, Map.of(), "{}");
    private volatile Answering repeated = accepted;
    private volatile Told other = new Told(500, Map.of(), "");

    /** How it behaves. */
    public enum Mode {
        ACCEPT,
        ACCEPT_AND_DROP,
        ACCEPT_AND_HANG,
        ANSWER_OTHERWISE
    }

    /**
     * One request.
     *
     * @param bytes its body as it is, for what is no text
     */
    public record Asked(String path, Map<String, String> headers, String body, byte[] bytes) {}

    /** One answer. */
    public record Told(int status, Map<String, String> headers, String body) {}

    /** Makes an answer to a request. */
    public interface Answering {
        Told to(Asked request);
    }

    public ProviderSimulator() throws IOException {
        this(0);
    }

    public ProviderSimulator(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What it says to a message it has taken. */
    public ProviderSimulator accepting(Answering answer) {
        accepted = answer;
        repeated = answer;
        return this;
    }

    /** By what it knows a message again, and what it says then. */
    public ProviderSimulator knowing(Function<Asked, String> key, Answering answer) {
        keyOf = key;
        repeated = answer;
        return this;
    }

    public void behave(Mode next) {
        mode = next;
    }

    /** Takes nothing and says this. */
    public void answer(int status, Map<String, String> headers, String body) {
        other = new Told(status, headers, body);
        mode = Mode.ANSWER_OTHERWISE;
    }

    /** All requests, in their order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** How many messages it has taken; one that it knows again is one. */
    public int taken() {
        return taken.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = read(exchange);
        asked.add(request);
        if (mode == Mode.ANSWER_OTHERWISE) {
            tell(exchange, other);
            return;
        }
        var isFresh = taken.putIfAbsent(keyOf.apply(request), request) == null;
        switch (mode) {
            case ACCEPT_AND_DROP -> exchange.close();
            case ACCEPT_AND_HANG -> {
                awaitTheEnd();
                exchange.close();
            }
            default -> tell(exchange, (isFresh ? accepted : repeated).to(request));
        }
    }

    private static Asked read(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        var bytes = exchange.getRequestBody().readAllBytes();
        return new Asked(exchange.getRequestURI().getPath(), headers, new String(bytes, StandardCharsets.UTF_8), bytes);
    }

    private static void tell(HttpExchange exchange, Told told) throws IOException {
        var body = told.body().getBytes(StandardCharsets.UTF_8);
        told.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
