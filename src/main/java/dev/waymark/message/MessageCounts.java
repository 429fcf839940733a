package dev.waymark.message;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many messages there are and what became of them. Each counts once, however often it was opened or clicked in, and
 * what a program did does not count. {@code pending}, {@code sent}, {@code skipped}, {@code rejected} and {@code unknown}
 * add up to all messages.
 *
 * @param pending not at their end yet: waiting for their turn or for quiet hours to be over, or just handed over
 * @param sent taken by a provider
 * @param skipped not sent, on purpose
 * @param skippedFor the same, by reason
 * @param rejected refused by the provider for good
 * @param unknown of which nobody can say whether the provider took them
 * @param failed of which the provider said later that it could not deliver them, for other reasons than a bounce
 */
public record MessageCounts(
        long pending,
        long sent,
        long skipped,
        Map<String, Long> skippedFor,
        long rejected,
        long unknown,
        long delivered,
        long opened,
        long clicked,
        long replied,
        long bounced,
        long complained,
        long unsubscribed,
        long failed) {

    /** Of all these together; no two of them count the same message for the same thing. */
    public static MessageCounts of(Collection<CountedMessages> counted) {
        var by = counted.stream()
                .collect(Collectors.groupingBy(CountedMessages::what, Collectors.summingLong(CountedMessages::count)));
        return new MessageCounts(
                count(by, "PENDING") + count(by, "SENDING"),
                count(by, "ACCEPTED"),
                count(by, "SKIPPED"),
                reasons(counted),
                count(by, "REJECTED"),
                count(by, "UNKNOWN"),
                count(by, "DELIVERED"),
                count(by, "OPENED"),
                count(by, "CLICKED"),
                count(by, "REPLIED"),
                count(by, "BOUNCED"),
                count(by, "COMPLAINED"),
                count(by, "UNSUBSCRIBED"),
                count(by, "FAILED"));
    }

    private static long count(Map<String, Long> by, String what) {
        return by.getOrDefault(what, 0L);
    }

    private static Map<String, Long> reasons(Collection<CountedMessages> counted) {
        return counted.stream()
                .filter(one -> one.reason() != null)
                .collect(Collectors.groupingBy(
                        CountedMessages::reason, TreeMap::new, Collectors.summingLong(CountedMessages::count)));
    }

    /** What was heard as a share of what was sent. */
    public MessageRates rates() {
        return new MessageRates(
                share(delivered),
                share(opened),
                share(clicked),
                share(replied),
                share(bounced),
                share(complained),
                share(unsubscribed),
                share(failed));
    }

    /** A message of which nobody knew whether it was taken may come back: never more than all. */
    private double share(long heard) {
        return sent == 0 ? 0 : Math.min(1, (double) heard / sent);
    }
}
