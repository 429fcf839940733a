package dev.waymark.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Keep-alive connections that post bodies and read answers with as little work as can be, because the load shares the
 * cores with what it measures. Anything but a 200 ends the measurement.
 */
final class Load {

    /** @param cpuSeconds what the threads of the load used themselves */
    record Outcome(long requests, double seconds, double cpuSeconds) {

        double perSecond() {
            return requests / seconds;
        }
    }

    private final int port;
    private final String path;
    private final Supplier<byte[]> bodies;

    Load(int port, String path, Supplier<byte[]> bodies) {
        this.port = port;
        this.path = path;
        this.bodies = bodies;
    }

    /** Closed model: each connection sends its next request when the last one was answered. */
    Outcome closed(int connections, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        return run(connections, connection -> {
            long requests = 0;
            while (System.nanoTime() < end) {
                connection.post(bodies.get());
                requests++;
            }
            return requests;
        });
    }

    /** Sends all bodies there are; the supplier answers null after the last one. */
    Outcome all(int connections) {
        return run(connections, connection -> {
            long requests = 0;
            for (var body = bodies.get(); body != null; body = bodies.get()) {
                connection.post(body);
                requests++;
            }
            return requests;
        });
    }

    /** Open model: requests arrive at a rate whatever the answers do; latencies in microseconds from the arrival. */
    Histogram open(int connections, double perSecond, Duration time) {
        var latencies = new ConcurrentHistogram(3);
        var next = new AtomicLong();
        var arrivals = (long) (perSecond * time.toNanos() / 1e9);
        var begin = System.nanoTime();
        run(connections, connection -> {
            long requests = 0;
            for (var i = next.getAndIncrement(); i < arrivals; i = next.getAndIncrement()) {
                var arrival = begin + (long) (i * 1e9 / perSecond);
                awaitTime(arrival);
                connection.post(bodies.get());
                latencies.recordValue((System.nanoTime() - arrival) / 1_000);
                requests++;
            }
            return requests;
        });
        return latencies;
    }

    private static void awaitTime(long nanoTime) {
        for (var left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private interface Work {
        long on(Connection connection) throws IOException;
    }

    private record Part(long requests, double cpuSeconds) {}

    private Outcome run(int connections, Work work) {
        var begin = System.nanoTime();
        var parts = Threads.all(connections, () -> {
            try (var connection = new Connection()) {
                var requests = work.on(connection);
                return new Part(requests, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
            }
        });
        return new Outcome(
                parts.stream().mapToLong(Part::requests).sum(),
                (System.nanoTime() - begin) / 1e9,
                parts.stream().mapToDouble(Part::cpuSeconds).sum());
    }

    /** The same work on threads of its own, for the load and for the limits. */
    static final class Threads {

        private Threads() {}

        static <T> List<T> all(int threads, Callable<T> work) {
            try (var pool = Executors.newFixedThreadPool(threads)) {
                var running = new ArrayList<Future<T>>();
                for (int i = 0; i < threads; i++) {
                    running.add(pool.submit(work));
                }
                var results = new ArrayList<T>();
                for (var one : running) {
                    results.add(one.get());
                }
                return results;
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private final class Connection implements AutoCloseable {

        private final Socket socket;
        private final DataInputStream answers;
        private final byte[] buffer = new byte[4_096];

        Connection() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            answers = new DataInputStream(socket.getInputStream());
        }

        void post(byte[] body) throws IOException {
            var head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic bG9jYWw6\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            var request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            socket.getOutputStream().write(request);
            awaitAnswer();
        }

        /** Answers are small: the head and the body together fit into the buffer. */
        private void awaitAnswer() throws IOException {
            int have = 0;
            while (true) {
                var read = answers.read(buffer, have, buffer.length - have);
                if (read < 0) {
                    throw new IOException("The connection was closed instead of an answer");
                }
                have += read;
                var text = new String(buffer, 0, have, StandardCharsets.ISO_8859_1);
                var headEnd = text.indexOf("\r\n\r\n");
                if (headEnd >= 0 && have >= headEnd + 4 + length(text)) {
                    if (!text.startsWith("200", 9)) {
                        throw new IOException("Expected 200, but the answer is " + text);
                    }
                    return;
                }
            }
        }

        private static int length(String head) {
            var at = head.toLowerCase(Locale.ROOT).indexOf("content-length:") + "content-length:".length();
            return Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
