package dev.waymark.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * An SMTP server that takes everything and keeps the last mail, and a client that says no more than it must: as fast as
 * mail goes over a connection. Thread-safe.
 */
final class MailSink implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicReference<byte[]> last = new AtomicReference<>(new byte[0]);

    private final LongAdder taken = new LongAdder();

    MailSink(int port) throws IOException {
        socket = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("mail-sink").start(this::serve);
    }

    /** The last mail taken, as it was sent, with the dot that ended it. */
    byte[] last() {
        return last.get();
    }

    /** How many mails it has taken. */
    long taken() {
        return taken.sum();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofPlatform().daemon().name("mail-sink-connection").start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream(), 65_536);
            var out = client.getOutputStream();
            say(out, "220 sink");
            for (var line = line(in); line != null; line = line(in)) {
                var command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                switch (command) {
                    case "EHLO" -> say(out, "250-sink\r\n250 SIZE 1000000");
                    case "DATA" -> {
                        say(out, "354 go on");
                        last.set(mail(in));
                        taken.increment();
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 fine");
                }
            }
        } catch (IOException gone) {
            // who sends hangs up as they like
        }
    }

    private static byte[] mail(InputStream in) throws IOException {
        var mail = new ByteArrayOutputStream(32_768);
        var seen = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            mail.write(next);
            seen = "\r\n.\r\n".charAt(seen) == next ? seen + 1 : next == '\r' ? 1 : 0;
            if (seen == 5) {
                return mail.toByteArray();
            }
        }
        throw new IOException("The mail has no end");
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return null;
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One connection that sends the same mail again and again. Confined to one thread. */
    static final class Client implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Client(int port) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
                out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
                expect('2');
                tell("EHLO bench", '2');
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void send(byte[] mail) {
            try {
                tell("MAIL FROM:<hello@waymark.example>", '2');
                tell("RCPT TO:<ada@example.org>", '2');
                tell("DATA", '3');
                out.write(mail);
                out.flush();
                expect('2');
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private void tell(String command, char expected) throws IOException {
            say(out, command);
            out.flush();
            expect(expected);
        }

        /** The last line of an answer has a space after its number. */
        private void expect(char first) throws IOException {
            String answer;
            do {
                answer = line(in);
                if (answer == null || answer.charAt(0) != first) {
                    throw new IOException("Expected " + first + "xx, but got " + answer);
                }
            } while (answer.length() > 3 && answer.charAt(3) == '-');
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
