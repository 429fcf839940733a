package dev.waymark.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on this machine, which only a private host may be. */
@DisplayName("A call of another system")
class WebhookClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] BODY = "{}".getBytes();

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        vertx.close();
    }

    @Test
    void shouldArriveAtTheCheckedAddressUnderItsName() throws UnknownHostException {
        var seen = new ArrayDeque<String>();
        answer(exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + new String(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
        });

        var answer =
                client(ours("127.0.0.1")).post(target("http", "shop.internal"), Map.of("webhook-id", "step_1"), BODY);

        assertThat(answer).isEqualTo(new WebhookAnswer.Taken());
        assertThat(seen).containsExactly("POST /hook?a=b shop.internal:" + port() + " step_1 {}");
    }

    @Test
    void shouldBeTakenHoweverSoonTheAnswerIsOver() throws Exception {
        answer(exchange -> exchange.sendResponseHeaders(204, -1));
        var client = client(ours("127.0.0.1"));

        try (var callers = Executors.newFixedThreadPool(CallWebhookHandler.MOST_AT_ONCE)) {
            var answers = Stream.generate(
                            () -> callers.submit(() -> client.post(target("http", "shop.internal"), Map.of(), BODY)))
                    .limit(2_000)
                    .toList();

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(new WebhookAnswer.Taken());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0"})
    void shouldNotBeMadeToAnAddressThatIsNotPublic(String address) throws UnknownHostException {
        answer(exchange -> exchange.sendResponseHeaders(204, -1));

        var answer = client(ours(address)).post(publicTarget(), Map.of(), BODY);

        assertThat(answer).isInstanceOf(WebhookAnswer.Refused.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void shouldNotBeMadeWhereOneOfTheAddressesIsNotPublic() throws UnknownHostException {
        var answer = client(ours("1.1.1.1", "127.0.0.1")).post(publicTarget(), Map.of(), BODY);

        assertThat(answer).isInstanceOf(WebhookAnswer.Refused.class);
    }

    @Test
    void shouldNotBeMadeByANameThatTheMachineKnowsAsItself() {
        answer(exchange -> exchange.sendResponseHeaders(204, -1));
        var localhost = new Webhooks(
                        WebhooksTest.settings("shop", "https://localhost:" + port() + "/hook", WebhooksTest.SECRET))
                .find("shop")
                .orElseThrow();

        var answer = client(new SystemLookup()).post(localhost, Map.of(), BODY);

        assertThat(answer).isInstanceOf(WebhookAnswer.Refused.class);
        assertThat(calls).hasValue(0);
    }

    /** Public when it is checked, and our own machine when it is asked again: so it is asked once. */
    @Test
    void shouldAskForTheAddressOnce() throws UnknownHostException {
        answer(exchange -> exchange.sendResponseHeaders(204, -1));
        Queue<String> told = new ArrayDeque<>(List.of("192.0.66.1", "127.0.0.1"));
        HostLookup rebinding = host -> List.of(InetAddress.getByName(told.remove()));

        var answer = client(rebinding).post(publicTarget(), Map.of(), BODY);

        assertThat(answer).isInstanceOf(WebhookAnswer.NotNow.class);
        assertThat(told).containsExactly("127.0.0.1");
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldNotFollowARedirect(int status) throws UnknownHostException {
        answer(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        var answer = client(ours("127.0.0.1")).post(target("http", "shop.internal"), Map.of(), BODY);

        assertThat(answer).isEqualTo(new WebhookAnswer.Refused("it answered " + status));
        assertThat(calls).hasValue(1);
    }

    @Test
    void shouldNotWaitLongForAnAnswer() throws UnknownHostException {
        answer(exchange -> await(over));

        var answer = client(ours("127.0.0.1")).post(target("http", "shop.internal"), Map.of(), BODY);

        assertThat(answer).isEqualTo(new WebhookAnswer.NotNow("it did not answer in time", Duration.ZERO));
    }

    @Test
    @Timeout(10)
    void shouldNotWaitLongForAResolverThatDoesNotAnswer() {
        HostLookup blackHole = host -> {
            await(over);
            return List.of(InetAddress.getLoopbackAddress());
        };
        var client = new WebhookClient(vertx, blackHole, new HttpClientOptions(), Duration.ofMillis(50));

        // more than may be looked up at once: those that hang are not waited for
        for (var i = 0; i < 20; i++) {
            assertThat(client.post(publicTarget(), Map.of(), BODY))
                    .isEqualTo(new WebhookAnswer.NotNow("its host was not found in time", Duration.ZERO));
        }
    }

    @Test
    @Timeout(10)
    void shouldNotWaitLongForAHandshake() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = new WebhookClient(
                    vertx, ours("127.0.0.1"), new HttpClientOptions().setTrustAll(true), Duration.ofMillis(300));

            var answer = client.post(target("https", "shop.internal", silent.getLocalPort()), Map.of(), BODY);

            assertThat(answer).isInstanceOf(WebhookAnswer.NotNow.class);
        }
    }

    @Test
    void shouldNotReadAnAnswerThatDoesNotEnd() throws UnknownHostException {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[64 * 1024]);
            exchange.getResponseBody().flush();
            await(over);
        });

        var answer = client(ours("127.0.0.1")).post(target("http", "shop.internal"), Map.of(), BODY);

        assertThat(answer).isEqualTo(new WebhookAnswer.Taken());
    }

    @Test
    void shouldComeAgainWhereNobodyListensOrNobodyKnowsTheName() throws UnknownHostException {
        var port = port();
        server.stop(0);
        HostLookup unknown = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(client(ours("127.0.0.1")).post(target("http", "shop.internal", port), Map.of(), BODY))
                .isInstanceOf(WebhookAnswer.NotNow.class);
        assertThat(client(unknown).post(publicTarget(), Map.of(), BODY)).isInstanceOf(WebhookAnswer.NotNow.class);
    }

    @Test
    void shouldHoldTlsToTheNameAlthoughItConnectsToAnAddress(@TempDir Path folder) throws Exception {
        var certificate = certificateOf("shop.internal", folder.resolve("shop.p12"));
        var secure = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
                .requestHandler(request -> request.response().setStatusCode(200).end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        var trusting = new HttpClientOptions().setTrustOptions(certificate);
        var client = new WebhookClient(vertx, ours("127.0.0.1"), trusting, Duration.ofSeconds(20));

        assertThat(client.post(target("https", "shop.internal", secure.actualPort()), Map.of(), BODY))
                .isEqualTo(new WebhookAnswer.Taken());
        assertThat(client.post(target("https", "till.internal", secure.actualPort()), Map.of(), BODY))
                .isInstanceOf(WebhookAnswer.NotNow.class);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "200,,TAKEN",
        "204,,TAKEN",
        "301,,REFUSED",
        "400,,REFUSED",
        "401,,REFUSED",
        "404,,REFUSED",
        "410,,REFUSED",
        "422,,REFUSED",
        "408,,0",
        "409,,0",
        "425,,0",
        "429,,0",
        "429,30,30",
        "500,,0",
        "503,120,120",
        "503,999999999,86400",
        "503,soon,0",
        "503,-1,0"
    })
    void shouldBeReadByItsStatus(int status, String retryAfter, String expected) {
        assertThat(WebhookClient.read(status, retryAfter))
                .isEqualTo(
                        switch (expected) {
                            case "TAKEN" -> new WebhookAnswer.Taken();
                            case "REFUSED" -> new WebhookAnswer.Refused("it answered " + status);
                            default ->
                                new WebhookAnswer.NotNow(
                                        "it answered " + status, Duration.ofSeconds(Long.parseLong(expected)));
                        });
    }

    /** Made and signed by itself; the caller trusts it. */
    private static PfxOptions certificateOf(String host, Path store) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "host",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword("changeit");
    }

    private interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    private void answer(Answering answering) {
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            answering.to(exchange);
            exchange.close();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private WebhookClient client(HostLookup lookup) {
        return new WebhookClient(vertx, lookup, new HttpClientOptions(), PATIENCE);
    }

    private static HostLookup ours(String... addresses) throws UnknownHostException {
        var found = new ArrayList<InetAddress>();
        for (var address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return host -> found;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Webhooks.Target target(String scheme, String host) {
        return target(scheme, host, port());
    }

    private static Webhooks.Target target(String scheme, String host, int port) {
        var url = scheme + "://" + host + ":" + port + "/hook?a=b";
        return new Webhooks(WebhooksTest.settings("shop", url, WebhooksTest.SECRET, host))
                .find("shop")
                .orElseThrow();
    }

    private Webhooks.Target publicTarget() {
        return new Webhooks(
                        WebhooksTest.settings("shop", "https://shop.example:" + port() + "/hook", WebhooksTest.SECRET))
                .find("shop")
                .orElseThrow();
    }
}
