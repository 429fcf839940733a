package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.testing.Drawing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=SlowProviderFault}: one provider hangs; who is sent something by another one does not
 * notice.
 */
class SlowProviderFault {

    private static final Duration HANGING = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofMinutes(5);
    private static final double MOST = 1.5;

    /** Where it is next to nothing, half of it more is nothing too. */
    private static final double LEAST_SECONDS = 0.5;

    private static final int WEBHOOKS = 99;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldNotHoldUpOtherChannels() throws Exception {
        var people = Integer.getInteger("waymark.fault.people", 400);
        try (var providers = new Providers();
                var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), providers.settings())) {
            var hanging = new AtomicBoolean();
            providers.behave(channel -> {
                if (channel.equals("sms") && hanging.get()) {
                    LockSupport.parkNanos(HANGING.toNanos());
                }
                return true;
            });
            run.begin(sending("email"));
            var sms = run.beside(sending("sms"));
            beside(run, sms, people, "sent by mail at first");
            var before = beside(run, sms, people, "sent by mail while SMS are quick");
            awaitAllThrough(run);
            var texted = providers.acceptedBySms().size();
            hanging.set(true);
            var meanwhile = beside(run, sms, people, "sent by mail while SMS take " + HANGING.toSeconds() + " s each");
            var late = providers.acceptedBySms().size() - texted;
            assertThat(late).as("most still wait").isLessThan(people / 2);
            assertThat(meanwhile).isLessThan(Math.max(LEAST_SECONDS, MOST * before));
        }
    }

    /** The same people are sent an SMS each time: what differs is how long that takes. */
    private static double beside(StartRun run, EnrollingClient sms, int people, String what) throws Exception {
        awaitAllThrough(run);
        var phase = new Phase(run, what);
        run.enrol(sms, people);
        run.enrol(people);
        return phase.seconds(run.client());
    }

    private static void awaitAllThrough(StartRun run) {
        run.parts().awaitNone("people of before", "select count(*) from enrolment where ended_at is null", DRAIN);
    }

    @Test
    void shouldNotHoldUpOtherSystems() throws Exception {
        var people = Integer.getInteger("waymark.fault.people", 100) / 2;
        var deadCalls = new AtomicInteger();
        var over = new CountDownLatch(1);
        var living = listening(new AtomicInteger(), new CountDownLatch(0));
        var dead = listening(deadCalls, over);
        try (var run = new StartRun(folder, Long.getLong("waymark.fault.seed", 1), webhooks(living, dead))) {
            run.begin(calling(IntStream.range(0, WEBHOOKS).mapToObj(number -> "w" + number)));
            run.enrol(people);
            run.quiesce();
            var calm = new Phase(run, "through " + WEBHOOKS + " systems while all are well");
            run.enrol(people);
            var before = calm.seconds(run.client());
            run.enrol(run.beside(calling(Stream.of("dead"))), people);
            var slow = new Phase(run, "through " + WEBHOOKS + " systems while another hangs");
            run.enrol(people);
            var meanwhile = slow.seconds(run.client());
            StartRun.line("calls of the dead one by " + people + " people", deadCalls);
            assertThat(deadCalls.get()).as("it is left alone").isBetween(1, people / 2);
            assertThat(meanwhile).isLessThan(Math.max(LEAST_SECONDS, MOST * before));
        } finally {
            over.countDown();
            living.stop(0);
            dead.stop(0);
        }
    }

    /** From now on until all who have been enrolled since are through, or wait. */
    private static final class Phase {

        private final StartRun run;
        private final String what;
        private final String since;

        Phase(StartRun run, String what) throws Exception {
            this.run = run;
            this.what = what;
            try (var connection = run.parts().connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select cast(clock_timestamp() as text)")) {
                row.next();
                this.since = row.getString(1);
            }
        }

        /** From enrolment to the end of the journey, the 99th percentile. */
        double seconds(EnrollingClient client) throws Exception {
            var mine = "from enrolment where journey = '" + client.journey() + "' and enrolled_at > '" + since + "'";
            run.parts().awaitNone(what, "select count(*) " + mine + " and ended_at is null", DRAIN);
            try (var connection = run.parts().connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*), percentile_cont(array[0.5, 0.99]) within group"
                            + " (order by extract(epoch from ended_at - enrolled_at)) " + mine)) {
                row.next();
                var percentiles = (Number[]) row.getArray(2).getArray();
                StartRun.line(
                        what + ": people, p50, p99",
                        "%d, %.2f s, %.2f s"
                                .formatted(row.getLong(1), percentiles[0].doubleValue(), percentiles[1].doubleValue()));
                StartRun.line("  threads, resident memory", ofProcess(run));
                return percentiles[1].doubleValue();
            }
        }

        private static String ofProcess(StartRun run) throws IOException {
            try (var lines = Files.lines(Path.of("/proc/" + run.parts().pid() + "/status"))) {
                return String.join(
                        ", ",
                        lines.filter(line -> line.startsWith("Threads:") || line.startsWith("VmRSS:"))
                                .map(line -> line.replaceAll("\\s+", " "))
                                .sorted()
                                .toList());
            }
        }
    }

    private static Drawing sending(String channel) {
        var template = channel.equals("sms") ? "callback-missed" : "thank-you";
        return aJourney()
                .task("Send", "send-message", SendFault.sending(template, channel, "order-service"))
                .end("End", "done")
                .path("Start", "Send", "End");
    }

    private static Drawing calling(Stream<String> webhooks) {
        var keys = webhooks.toList();
        var drawing = aJourney();
        var path = Stream.of(Stream.of("Start"), keys.stream().map(key -> "Call_" + key), Stream.of("End"))
                .flatMap(part -> part)
                .toArray(String[]::new);
        keys.forEach(key -> drawing.task("Call_" + key, "call-webhook", "webhook", key));
        return drawing.end("End", "done").path(path);
    }

    private static HttpServer listening(AtomicInteger calls, CountDownLatch until) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            try {
                until.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Map<String, String> webhooks(HttpServer living, HttpServer dead) {
        var settings = new HashMap<String, String>();
        IntStream.range(0, WEBHOOKS).forEach(number -> name("W" + number, living, settings));
        name("DEAD", dead, settings);
        settings.put("WAYMARK_WEBHOOKS_PRIVATE_HOSTS", "localhost");
        return settings;
    }

    private static void name(String key, HttpServer server, Map<String, String> settings) {
        settings.put(
                "WAYMARK_WEBHOOKS_" + key + "_URL",
                "http://localhost:" + server.getAddress().getPort() + "/" + key);
        settings.put("WAYMARK_WEBHOOKS_" + key + "_SECRET", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }
}
