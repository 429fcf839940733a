package dev.waymark.message;

import java.net.URI;
import org.jboss.logging.Logger;

/** Where links in messages lead: checked at the start, because people get a link only once. */
final class SiteAddress {

    private static final Logger LOG = Logger.getLogger(SiteAddress.class);
    static final String NOBODYS = "https://www.waymark.example";

    private SiteAddress() {}

    /** Without a slash at its end. */
    static String checked(String configured) {
        var address = configured.strip().replaceAll("/+$", "");
        if (!isWeb(address)) {
            throw new IllegalStateException(
                    "Expected WAYMARK_SITE_ADDRESS to be the web address of your site, as https://shop.example, but it is \"%s\"."
                            .formatted(configured));
        }
        if (configured.equals(NOBODYS)) {
            LOG.warnf("links in messages lead nowhere until WAYMARK_SITE_ADDRESS names your site address=%s", address);
        }
        return address;
    }

    private static boolean isWeb(String address) {
        try {
            var uri = URI.create(address);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
