package dev.waymark.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells addresses of the open internet from all others: our own machine, private networks, metadata services of clouds,
 * and whatever an IPv6 address may hide. What is not certain to be public is not.
 */
final class PublicAddress {

    /** IANA's special purpose registries. */
    private static final List<Range> NOT_PUBLIC = List.of(
            new Range("00000000", 8), // this network
            new Range("0a000000", 8), // private
            new Range("64400000", 10), // carriers' own
            new Range("7f000000", 8), // loopback
            new Range("a9fe0000", 16), // link-local, and the metadata of clouds
            new Range("ac100000", 12), // private
            new Range("c0000000", 24), // protocol assignments
            new Range("c0000200", 24), // documentation
            new Range("c0586300", 24), // 6to4 relays
            new Range("c0a80000", 16), // private
            new Range("c6120000", 15), // benchmarks
            new Range("c6336400", 24), // documentation
            new Range("cb007100", 24), // documentation
            new Range("e0000000", 4), // multicast
            new Range("f0000000", 4)); // reserved, broadcast

    /** Of IPv6 only this part is handed out for the internet. */
    private static final Range GLOBAL_UNICAST = new Range("20000000000000000000000000000000", 3);

    /** In it: Teredo and others of 2001::/23, documentation, 6to4 and documentation, which hide IPv4 or are nobody's. */
    private static final List<Range> NOT_GLOBAL = List.of(
            new Range("20010000000000000000000000000000", 23),
            new Range("20010db8000000000000000000000000", 32),
            new Range("20020000000000000000000000000000", 16),
            new Range("3fff0000000000000000000000000000", 20));

    private record Range(byte[] begin, int bits) {

        Range(String hex, int bits) {
            this(HexFormat.of().parseHex(hex), bits);
        }

        boolean holds(byte[] address) {
            var bytes = bits / 8;
            var mask = (byte) (0xFF00 >> bits % 8);
            return Arrays.equals(address, 0, bytes, begin, 0, bytes)
                    && (bits % 8 == 0 || (address[bytes] & mask) == (begin[bytes] & mask));
        }
    }

    private PublicAddress() {}

    /** A mapped address is an {@link Inet4Address} already: Java unmaps it. */
    static boolean is(InetAddress address) {
        var bytes = address.getAddress();
        return switch (address) {
            case Inet4Address four -> NOT_PUBLIC.stream().noneMatch(range -> range.holds(bytes));
            case Inet6Address six ->
                GLOBAL_UNICAST.holds(bytes) && NOT_GLOBAL.stream().noneMatch(range -> range.holds(bytes));
            default -> false;
        };
    }
}
