package dev.waymark.bench;

import java.util.List;

/** What one side of a comparison reached, round by round. */
record Rounds(String name, List<Double> values) {

    Rounds {
        values = List.copyOf(values);
    }

    double median() {
        return quantile(0.5);
    }

    /** By linear interpolation between the two nearest rounds. */
    double quantile(double share) {
        var sorted = values.stream().sorted().toList();
        var place = share * (sorted.size() - 1);
        var below = (int) Math.floor(place);
        var above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    /** How far the best round is above the worst one, as a share of the median. */
    double movement() {
        var summary = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return (summary.getMax() - summary.getMin()) / median();
    }
}
