package dev.waymark.engine;

import dev.waymark.support.KeyCatalogue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arms of a split with the percentage of people each gets, as a journey writes them: {@code plain 50, personal 50}.
 * A gateway can be checked against them, because they are constants.
 *
 * @param arms in the order written, 2 to 10 of them, each named once; their percentages sum up to 100
 */
public record Shares(List<Share> arms) {

    private static final Pattern WRITTEN = Pattern.compile("(" + KeyCatalogue.KEY + ")\\s+([1-9]\\d?)");
    private static final int MOST = 10;

    public Shares {
        arms = List.copyOf(arms);
    }

    /** One arm and how many of a hundred people take it. */
    public record Share(String arm, int percent) {}

    /** Reads the arms; throws {@link IllegalArgumentException} with a sentence if the text is something else. */
    public static Shares of(String text) {
        var arms = Arrays.stream(text.split(",", -1)).map(Shares::share).toList();
        if (arms.size() < 2 || arms.size() > MOST) {
            throw new IllegalArgumentException(
                    "Expected 2 to 10 arms, for example plain 50, personal 50, but there are " + arms.size()
                            + ". Add or remove some.");
        }
        var names = new HashSet<String>();
        arms.stream().filter(share -> !names.add(share.arm())).findFirst().ifPresent(twice -> {
            throw new IllegalArgumentException(
                    "Expected each arm once, but " + twice.arm() + " is there twice. Rename one of the two.");
        });
        var sum = arms.stream().mapToInt(Share::percent).sum();
        if (sum != 100) {
            throw new IllegalArgumentException(
                    "Expected percentages that sum up to 100, but they sum up to " + sum + ". Correct them.");
        }
        return new Shares(arms);
    }

    private static Share share(String written) {
        var found = WRITTEN.matcher(written.strip());
        if (!found.matches()) {
            throw new IllegalArgumentException(
                    "Expected arms with their percentages, for example plain 50, personal 50," + " but found "
                            + (written.isBlank() ? "a gap" : written.strip()) + ". Correct it.");
        }
        return new Share(found.group(1), Integer.parseInt(found.group(3)));
    }
}
