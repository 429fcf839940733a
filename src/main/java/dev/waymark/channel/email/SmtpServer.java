package dev.waymark.channel.email;

import dev.waymark.channel.email.SmtpSettings.Encryption;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Where mail is handed over, and how one gets there. Thread-safe. */
final class SmtpServer {

    private static final int PORT = 25;
    private static final int TLS_PORT = 465;

    private final URLName place;
    private final Encryption encryption;
    private final SSLSocketFactory tls;
    private final Session session;

    /** @param tls who is trusted */
    SmtpServer(SmtpSettings settings, SSLSocketFactory tls) {
        this.encryption = settings.encryption()
                .orElse(settings.username().isPresent() ? Encryption.STARTTLS : Encryption.STARTTLS_IF_OFFERED);
        if (settings.password().isPresent() && settings.username().isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected WAYMARK_EMAIL_SMTP_USERNAME beside WAYMARK_EMAIL_SMTP_PASSWORD, but there is none. Set it.");
        }
        this.place = new URLName(
                "smtp",
                settings.host().orElse("localhost"),
                settings.port().orElse(encryption == Encryption.TLS ? TLS_PORT : PORT),
                null,
                settings.username().orElse(null),
                settings.password().orElse(null));
        this.tls = tls;
        this.session = Session.getInstance(properties(settings.username().isPresent()));
        settings.host().ifPresent(used -> session.getProperties().put("mail.smtp.localhost", ownName()));
    }

    private Properties properties(boolean signsIn) {
        var properties = new Properties();
        properties.put("mail.smtp.auth", String.valueOf(signsIn));
        properties.put("mail.smtp.starttls.enable", String.valueOf(encryption == Encryption.STARTTLS_IF_OFFERED));
        properties.put("mail.smtp.starttls.required", String.valueOf(encryption == Encryption.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    /** Looked up once: that may take long. */
    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public String toString() {
        return place.getHost() + ":" + place.getPort();
    }

    URLName place() {
        return place;
    }

    Session session() {
        return session;
    }

    /**
     * A connection on which nothing was said yet.
     *
     * @param plain below the encryption: to close it waits for nobody
     */
    record Line(Socket plain, Socket spoken) {}

    /** To the first of its addresses at which somebody is. */
    Line connect(Deadline deadline) throws IOException {
        var addresses = addresses(deadline);
        for (int i = 0; ; i++) {
            try {
                return connect(addresses.get(i), deadline.millisLeft() / (addresses.size() - i));
            } catch (IOException failed) {
                if (i == addresses.size() - 1) {
                    throw failed;
                }
            }
        }
    }

    private Line connect(InetAddress address, long millis) throws IOException {
        var plain = new WideSocket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(address, place.getPort()), Math.max(1, Math.toIntExact(millis)));
            return new Line(plain, encryption == Encryption.TLS ? encrypted(plain) : plain);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Hands over a mail in one piece: the library would in pieces of 8 KB, and each of them wakes the server. */
    private static final class WideSocket extends Socket {

        private static final int PIECE = 65_536;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new BufferedOutputStream(super.getOutputStream(), PIECE);
        }
    }

    /** With the name they were looked up by: the certificate is for that one, and not for what an address is called. */
    private List<InetAddress> addresses(Deadline deadline) throws IOException {
        try {
            return CompletableFuture.supplyAsync(this::addresses, Thread::startVirtualThread)
                    .get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException unknown) {
            throw new UnknownHostException(place.getHost());
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("Nobody says where " + place.getHost() + " is");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped");
        }
    }

    private List<InetAddress> addresses() {
        var addresses = new ArrayList<InetAddress>();
        try {
            for (var found : InetAddress.getAllByName(place.getHost())) {
                addresses.add(InetAddress.getByAddress(place.getHost(), found.getAddress()));
            }
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException(unknown);
        }
        return addresses;
    }

    private Socket encrypted(Socket plain) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, place.getHost(), place.getPort(), true);
        var checking = socket.getSSLParameters();
        checking.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(checking);
        return socket;
    }
}
