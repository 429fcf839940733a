package dev.waymark.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Track calls as Segment's Node SDK sends them, 450 to 500 bytes each, of seeded people, each with a new message id.
 *
 * <p>Thread-safe. Everything but the message ids is made beforehand, so that making load costs little of the machine.
 */
final class TrackEvents {

    static final int PEOPLE = 10_000;

    private static final int DIFFERENT = 20_000;
    private static final String[] NAMES = {
        "Product Viewed", "Product Viewed", "Product Viewed", "Product Added", "Order Completed", "Key Feature Used"
    };
    private static final byte[] BATCH_START = utf8("{\"batch\":[");
    private static final byte[] BATCH_END = utf8("],\"sentAt\":\"2026-11-20T09:00:01.000Z\"}");

    private static final long RUN = ProcessHandle.current().pid() * 0x9E3779B97F4A7C15L;

    private final byte[][] beforeId;
    private final byte[][] afterId;
    private final AtomicLong next = new AtomicLong();
    private final long seed;

    TrackEvents(long seed) {
        this(seed, PEOPLE, NAMES);
    }

    TrackEvents(long seed, int people, String... names) {
        this.seed = seed;
        var random = new SplittableRandom(seed);
        beforeId = new byte[DIFFERENT][];
        afterId = new byte[DIFFERENT][];
        for (int i = 0; i < DIFFERENT; i++) {
            beforeId[i] =
                    utf8("{\"type\":\"track\",\"userId\":\"" + person(random.nextInt(people)) + "\",\"messageId\":\"");
            afterId[i] = utf8("\"," + rest(random, names[random.nextInt(names.length)]) + "}");
        }
    }

    static String person(int number) {
        return "bench-" + number;
    }

    /** One event as a body of {@code /v1/track}. */
    byte[] single() {
        var body = new ByteArrayOutputStream(600);
        append(body, next.getAndIncrement());
        return body.toByteArray();
    }

    /** A body of {@code /v1/batch}. */
    byte[] batch(int size) {
        var body = new ByteArrayOutputStream(size * 600);
        body.writeBytes(BATCH_START);
        var first = next.getAndAdd(size);
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                body.write(',');
            }
            append(body, first + i);
        }
        body.writeBytes(BATCH_END);
        return body.toByteArray();
    }

    /** A message id no other run and no other number gives, spread over the index as a random UUID is. */
    static String messageId(long seed, long number) {
        var random = new SplittableRandom((seed << 40) + number);
        return new UUID(random.nextLong() ^ RUN, random.nextLong()).toString();
    }

    /** The bodies that make the people known, 500 in each. */
    static byte[][] introductions(int from, int to) {
        return ofEverybody(
                from,
                to,
                "{\"type\":\"identify\",\"userId\":\"%s\",\"messageId\":\"hello-%d\","
                        + "\"traits\":{\"firstName\":\"Ada\",\"plan\":\"free\"}}");
    }

    /** The bodies in which everybody does this for the first time, 500 in each. */
    static byte[][] beginnings(int from, int to, String name) {
        return ofEverybody(
                from,
                to,
                "{\"type\":\"track\",\"userId\":\"%s\",\"messageId\":\"first-%d-" + name + "\",\"event\":\"" + name
                        + "\",\"timestamp\":\"2026-11-20T08:00:00.000Z\"}");
    }

    private static byte[][] ofEverybody(int from, int to, String event) {
        return IntStream.range(0, (to - from + 499) / 500)
                .mapToObj(part -> body(from + part * 500, Math.min(to, from + part * 500 + 500), event))
                .toArray(byte[][]::new);
    }

    private static byte[] body(int from, int to, String event) {
        return utf8(IntStream.range(from, to)
                .mapToObj(i -> event.formatted(person(i), i))
                .collect(Collectors.joining(",", "{\"batch\":[", "]}")));
    }

    private void append(ByteArrayOutputStream body, long number) {
        var which = (int) (number % DIFFERENT);
        body.writeBytes(beforeId[which]);
        body.writeBytes(messageId(seed, number).getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(afterId[which]);
    }

    private static String rest(SplittableRandom random, String name) {
        return """
                "event":"%s","timestamp":"2026-11-20T08:%02d:%02d.123Z","properties":{"product_id":"sku-%d","category":"outdoor/tents","price":%d.90,"currency":"EUR","position":%d,"coupon":null},"context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"},"ip":"203.0.113.%d","locale":"en-GB","userAgent":"Mozilla/5.0 (X11; Linux x86_64)"},"integrations":{}""".formatted(
                        name,
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1_000),
                        random.nextInt(10, 500),
                        random.nextInt(20),
                        random.nextInt(256));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
