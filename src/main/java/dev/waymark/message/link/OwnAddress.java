package dev.waymark.message.link;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where Waymark itself is reached from outside, as an operator says; without it no link leads back to us and no provider
 * can tell us anything. Immutable.
 */
@Singleton
public class OwnAddress {

    private static final Logger LOG = Logger.getLogger(OwnAddress.class);

    private final Optional<String> address;

    /** @throws IllegalStateException where it is no web address: people get a link only once */
    OwnAddress(@ConfigProperty(name = "waymark.public-address") Optional<String> configured) {
        this.address = configured.map(OwnAddress::checked);
        if (address.isEmpty()) {
            LOG.warn(
                    "nobody can unsubscribe by a link in a message until WAYMARK_PUBLIC_ADDRESS says where people reach us");
        }
    }

    /** Without a slash at its end. */
    public Optional<String> get() {
        return address;
    }

    /** A page of ours. */
    public Optional<String> at(String path) {
        return address.map(own -> own + path);
    }

    boolean isSecure() {
        return address.filter(own -> own.startsWith("https://")).isPresent();
    }

    private static String checked(String configured) {
        var address = configured.strip().replaceAll("/+$", "");
        if (!isWeb(address)) {
            throw new IllegalStateException(
                    "Expected WAYMARK_PUBLIC_ADDRESS to be the web address at which people and providers reach Waymark,"
                            + " as https://news.example, but it is \"%s\".".formatted(configured));
        }
        return address;
    }

    private static boolean isWeb(String address) {
        try {
            var uri = new URI(address);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }
}
