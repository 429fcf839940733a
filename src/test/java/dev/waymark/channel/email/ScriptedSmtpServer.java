package dev.waymark.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** An SMTP server that says yes to everything but what its script says otherwise, and hangs up where told to. */
final class ScriptedSmtpServer implements AutoCloseable {

    /** Instead of an answer: the connection is closed. */
    static final String HANG_UP = "hang up";

    /** The place in the dialogue after the dot that ends a mail. */
    static final String END_OF_MAIL = ".";

    private final ServerSocket socket;
    private final Map<String, String> script;

    private ScriptedSmtpServer(ServerSocket socket, Map<String, String> script) {
        this.socket = socket;
        this.script = script;
    }

    /** Starts a server; {@code script} has answers by command. */
    static ScriptedSmtpServer answering(Map<String, String> script) throws IOException {
        var server = new ScriptedSmtpServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), script);
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                talk(client);
            } catch (IOException gone) {
                // the next one, if there is one
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 scripted");
        var inMail = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (inMail && !line.equals(END_OF_MAIL)) {
                continue;
            }
            var command = line.split(" ")[0].toUpperCase(Locale.ROOT);
            inMail = command.equals("DATA");
            var answer = script.getOrDefault(command, inMail ? "354 go on" : "250 fine");
            if (answer.equals(HANG_UP)) {
                return;
            }
            say(client, answer);
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
