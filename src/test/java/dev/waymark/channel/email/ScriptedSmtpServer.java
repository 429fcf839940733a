package dev.waymark.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An SMTP server that says yes to everything but what its script says otherwise, and hangs up where told to. */
final class ScriptedSmtpServer implements AutoCloseable {

    /** Instead of an answer: the connection is closed. */
    static final String HANG_UP = "hang up";

    /** Instead of an answer: nothing. */
    static final String SILENCE = "silence";

    /** Instead of an answer: a letter of one every 50 ms. */
    static final String DRIPPING = "dripping";

    /** The place in the dialogue before anything was said. */
    static final String GREETING = "greeting";

    /** The place in the dialogue after the dot that ends a mail. */
    static final String END_OF_MAIL = ".";

    private static final String GO_ON = "354 go on";
    private static final long DRIP_NANOS = 50_000_000;

    private final ServerSocket socket;
    private final Map<String, String> script;
    private final @Nullable SSLContext tls;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();

    private ScriptedSmtpServer(ServerSocket socket, Map<String, String> script, @Nullable SSLContext tls) {
        this.socket = socket;
        this.script = script;
        this.tls = tls;
    }

    /** Starts a server; {@code script} has answers by command. */
    static ScriptedSmtpServer answering(Map<String, String> script) throws IOException {
        return answering(script, null);
    }

    /** @param tls with which it goes on after STARTTLS */
    static ScriptedSmtpServer answering(Map<String, String> script, @Nullable SSLContext tls) throws IOException {
        return start(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), script, tls);
    }

    /** Starts a server that speaks in no other way from the first byte on. */
    static ScriptedSmtpServer encrypted(Map<String, String> script, SSLContext tls) throws IOException {
        return start(
                tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress()), script, null);
    }

    private static ScriptedSmtpServer start(ServerSocket socket, Map<String, String> script, @Nullable SSLContext tls) {
        var server = new ScriptedSmtpServer(socket, script, tls);
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What was said to it, by whoever; marked where it could not be read on the way. */
    List<String> commands() {
        return commands;
    }

    /** How often somebody came. */
    int connections() {
        return clients.size();
    }

    /** As a server does with whom it has not heard for long. */
    void hangUp() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        hangUp();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            if (say(client, script.getOrDefault(GREETING, "220 scripted"))) {
                talk(client, "");
            }
        } catch (IOException gone) {
            // the next one, if there is one
        }
    }

    private void talk(Socket client, String mark) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var inMail = false;
        var mails = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (inMail && !line.equals(END_OF_MAIL)) {
                continue;
            }
            commands.add(mark + line);
            var command = line.split(" ")[0].toUpperCase(Locale.ROOT);
            mails += command.equals("MAIL") ? 1 : 0;
            var answer = answer(line.toUpperCase(Locale.ROOT), command, mails);
            inMail = answer.equals(GO_ON);
            if (!say(client, answer)) {
                return;
            }
            if (command.equals("STARTTLS") && tls != null) {
                talk(encrypted(client, tls), "encrypted ");
                return;
            }
        }
    }

    /** By the whole line, or by the command in the second mail of the connection, or by the command. */
    private String answer(String line, String command, int mails) {
        var ofMail = script.getOrDefault(mails + ". " + command, script.getOrDefault(command, usual(command)));
        return script.getOrDefault(line, ofMail);
    }

    private static String usual(String command) {
        return switch (command) {
            case "DATA" -> GO_ON;
            case "STARTTLS" -> "220 go on";
            default -> "250 fine";
        };
    }

    private static Socket encrypted(Socket client, SSLContext tls) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), false);
        socket.setUseClientMode(false);
        return socket;
    }

    /** Whether the dialogue goes on. */
    private static boolean say(Socket client, String answer) throws IOException {
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (answer.equals(DRIPPING)) {
            drip(client);
        }
        if (!answer.equals(SILENCE)) {
            client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    private static void drip(Socket client) throws IOException {
        while (!client.isClosed()) {
            client.getOutputStream().write('2');
            LockSupport.parkNanos(DRIP_NANOS);
        }
    }
}
