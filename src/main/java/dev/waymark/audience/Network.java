package dev.waymark.audience;

import dev.waymark.support.Digest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An advertising network, and how it wants people named: SHA-256, in lower-case hex, of an address or number written as
 * the network writes it, so that both come to the same value.
 */
enum Network {
    /** Numbers are digits with the country code and nothing else. */
    FACEBOOK("email,phone"),
    /** Dots before gmail.com do not count; numbers are E.164 with the plus sign. */
    GOOGLE("Email,Phone"),
    /** Numbers are E.164 with the plus sign. */
    DISPLAY("email,phone");

    static final List<String> KEYS = Arrays.stream(values()).map(Network::key).toList();

    private static final String GMAIL = "@(gmail|googlemail)[.]com$";

    private final String columns;

    Network(String columns) {
        this.columns = columns;
    }

    static Optional<Network> of(@Nullable String key) {
        return Arrays.stream(values())
                .filter(network -> network.key().equals(key))
                .findFirst();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first line of the list it takes. */
    String columns() {
        return columns;
    }

    String hashedAddress(String address) {
        return Digest.of(normalAddress(address.strip().toLowerCase(Locale.ROOT)));
    }

    /** @param number in E.164 */
    String hashedNumber(String number) {
        var digits = number.replaceAll("[^0-9]", "");
        return Digest.of(this == FACEBOOK ? digits : "+" + digits);
    }

    private String normalAddress(String address) {
        var at = address.lastIndexOf('@');
        var isGmail = at > 0 && address.substring(at).matches(GMAIL);
        return this == GOOGLE && isGmail ? address.substring(0, at).replace(".", "") + address.substring(at) : address;
    }
}
