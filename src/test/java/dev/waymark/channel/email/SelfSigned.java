package dev.waymark.channel.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server's certificate made by the JDK's keytool, and who trusts nobody else's. */
final class SelfSigned {

    private static final String PASSWORD = "changeit";

    private SelfSigned() {}

    /** @param name for whom it is, as {@code ip:127.0.0.1} */
    static SSLContext of(Path folder, String name) throws Exception {
        var file = folder.resolve("keys.p12");
        make(file, name);
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusting(keys).getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trusting(KeyStore keys) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }

    private static void make(Path file, String name) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=" + name,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || !Files.exists(file)) {
            throw new IllegalStateException("keytool made no keys");
        }
    }
}
