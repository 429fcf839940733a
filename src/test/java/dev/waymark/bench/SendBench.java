package dev.waymark.bench;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.channel.Channel;
import dev.waymark.channel.Channels;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.message.WrittenMessages;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.template.LiveTemplates;
import dev.waymark.template.Template;
import dev.waymark.testing.WrittenTemplate;
import io.agroal.api.AgroalDataSource;
import io.quarkus.qute.Engine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * B9: messages written for one person and handed to their provider, as send steps do it side by side: a mail of 20 KB
 * over SMTP, a text as JSON over HTTP. Against Qute alone, on the same text and values, and a bare client that sends the
 * same bytes; the slower of the two counts. Without the record of the message, which B6 measures.
 */
@QuarkusTest
@TestProfile(SendBenchProfile.class)
@Tag("bench")
class SendBench {

    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("waymark.bench.seconds", 5));

    /** As many as send steps of one channel run side by side. */
    private static final int AT_ONCE = 8;

    private static final int MAIL_BYTES = 20_000;
    private static final int FIELD_EVERY = 500;
    private static final int TEXT_CHARACTERS = 500;

    @Inject
    WrittenMessages messages;

    @Inject
    LiveTemplates templates;

    @Inject
    Channels channels;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "waymark.line.url")
    URI lineUrl;

    @ConfigProperty(name = "waymark.email.smtp.port")
    int mailPort;

    private MailSink mail;
    private final AtomicReference<byte[]> lastBody = new AtomicReference<>(new byte[0]);
    private HttpServer line;
    private ProfileView ada;

    @BeforeEach
    void listen() throws IOException {
        await().atMost(1, MINUTES).until(() -> given().get("/q/health/started").statusCode() == 200);
        mail = new MailSink(mailPort);
        line = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), lineUrl.getPort()), 0);
        line.setExecutor(Executors.newCachedThreadPool());
        var answer = "{\"sentMessages\": [{\"id\": \"1\"}]}".getBytes(StandardCharsets.US_ASCII);
        line.createContext("/", exchange -> {
            lastBody.set(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        line.start();
        ada = new ProfileView(
                new ProfileId(UUID.randomUUID()),
                "ada",
                Map.of("firstName", "Ada", "email", "ada@example.org", "lineId", "U" + "0".repeat(32)));
    }

    @AfterEach
    void stop() throws IOException {
        line.stop(0);
        mail.close();
    }

    @Test
    void mail() throws Exception {
        var html = "<p>" + words(MAIL_BYTES) + "</p>";
        var template = live(html, "Hi {firstName}.", "A text.");
        var channel = channels.find("email").orElseThrow();
        send(template, channel);
        var bytes = mail.last();
        assertThat(bytes.length).isGreaterThan(MAIL_BYTES);
        report(
                "B9 mail",
                Comparison.ours(
                                "write and send a mail of " + bytes.length + " bytes",
                                () -> rate(() -> send(template, channel)))
                        .add("Qute alone", () -> qute(html))
                        .add("SMTP by a bare client, same bytes", () -> bareMail(bytes))
                        .add("our transport alone, written before", () -> transport(template, channel)));
    }

    @Test
    void text() throws Exception {
        var text = words(TEXT_CHARACTERS);
        var template = live("<p>Hi {firstName}.</p>", text, text);
        var channel = channels.find("line").orElseThrow();
        send(template, channel);
        var bytes = lastBody.get();
        report(
                "B9 text",
                Comparison.ours(
                                "write and send a text of " + bytes.length + " bytes",
                                () -> rate(() -> send(template, channel)))
                        .add("Qute alone", () -> qute(text))
                        .add("HTTP by the JDK's client, same bytes", () -> barePost(bytes))
                        .add("our transport alone, written before", () -> transport(template, channel)));
    }

    private void report(String id, Comparison.Sides sides) throws Exception {
        var measured = sides.alternate(id, "messages/s");
        var qute = measured.limits().get(0);
        var sink = measured.limits().get(1);
        var slower = qute.median() < sink.median() ? qute : sink;
        try (var connection = database.getConnection()) {
            BenchReport.add(
                    new Comparison(measured.id(), measured.unit(), measured.ours(), slower, measured.limits()),
                    new LinkedHashMap<>(Map.of("at once", AT_ONCE)),
                    Machine.fingerprint(connection));
        }
    }

    private Template live(String html, String mailText, String lineText) {
        var written = new WrittenTemplate("thank-you");
        var title = "Bench " + UUID.randomUUID();
        var files = new HashMap<>(written.version(written.live()).<String, String>getMap("files"));
        files.computeIfPresent("meta.yaml", (path, meta) -> meta.replaceFirst("title: .*", "title: " + title));
        files.put("en/email/subject.txt", "For {firstName}");
        files.put("en/email/body.txt", mailText);
        files.put("en/email/body.html", html);
        files.put("en/line/body.txt", lineText);
        written.goesLiveWith(files);
        await().until(() -> templates.find("thank-you").orElseThrow().title().equals(title));
        return templates.find("thank-you").orElseThrow();
    }

    /** Lines of words, each with a personal field. */
    private static String words(int characters) {
        return IntStream.range(0, characters / FIELD_EVERY)
                .mapToObj(part -> ("word ".repeat(FIELD_EVERY / 5 - 3)) + "{firstName}\n")
                .collect(Collectors.joining());
    }

    private void send(Template template, Channel channel) {
        accepted(channel, messages.write(template, channel, ada));
    }

    private static void accepted(Channel channel, SendRequest message) {
        switch (channel.send(message)) {
            case SendResult.Accepted taken -> {}
            // the sink has let go of a connection that rested; as a send step does
            case SendResult.Unclear again -> accepted(channel, message);
            case SendResult other -> throw new IllegalStateException(other.toString());
        }
    }

    private double transport(Template template, Channel channel) {
        var content = messages.write(template, channel, ada);
        return rate(() -> accepted(channel, new SendRequest(UUID.randomUUID(), content.address(), content.content())));
    }

    private static double qute(String text) {
        var template = Engine.builder().addDefaults().build().parse(text);
        return rate(() -> template.data("firstName", "Ada").render());
    }

    private double bareMail(byte[] mail) {
        return rate(() -> new MailSink.Client(mailPort), client -> client.send(mail));
    }

    private double barePost(byte[] body) {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(lineUrl.resolve("/v2/bot/message/push"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return rate(() -> post(client, request));
    }

    private static void post(HttpClient client, HttpRequest request) {
        try {
            client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException closed) {
            // the sink has let go of a connection that rested; a new one is made
            post(client, request);
        } catch (InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private interface Using<T> {
        void use(T some) throws Exception;
    }

    private interface Opening<T> {
        T open() throws Exception;
    }

    private static double rate(Runnable work) {
        return rate(() -> () -> {}, any -> work.run());
    }

    /** How often it is done in a second, side by side for as long as a round lasts, each thread with one of its own. */
    private static <T extends AutoCloseable> double rate(Opening<T> opening, Using<T> work) {
        var done = new LongAdder();
        var begin = System.nanoTime();
        Load.Threads.all(AT_ONCE, () -> {
            try (var own = opening.open()) {
                while (System.nanoTime() - begin < ROUND.toNanos()) {
                    work.use(own);
                    done.increment();
                }
            }
            return done;
        });
        return done.sum() / ((System.nanoTime() - begin) / 1e9);
    }
}
