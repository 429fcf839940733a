package dev.waymark.channel.email;

import dev.waymark.channel.email.SmtpSettings.Encryption;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Properties;
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
        this.encryption = settings.encryption();
        this.place = new URLName(
                "smtp",
                settings.host().orElse("localhost"),
                settings.port().orElse(encryption == Encryption.TLS ? TLS_PORT : PORT),
                null,
                settings.username().orElse(null),
                settings.password().orElse(null));
        this.tls = tls;
        this.session = Session.getInstance(properties(settings.username().isPresent()));
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

    /** A connection on which nothing was said yet. */
    Socket connect(Duration within) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address(), place.getPort()), Math.toIntExact(within.toMillis()));
            return encryption == Encryption.TLS ? encrypted(socket) : socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** With the name it was looked up by: the certificate is for that one, and not for what the address is called. */
    private InetAddress address() throws IOException {
        return InetAddress.getByAddress(
                place.getHost(), InetAddress.getByName(place.getHost()).getAddress());
    }

    private Socket encrypted(Socket plain) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, place.getHost(), place.getPort(), true);
        var checking = socket.getSSLParameters();
        checking.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(checking);
        return socket;
    }
}
