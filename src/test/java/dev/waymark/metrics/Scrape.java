package dev.waymark.metrics;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Prometheus reads, by its text format. */
record Scrape(String text, Map<String, Double> values) {

    private static final Pattern LINE = Pattern.compile("(?m)^([a-z_]+(?:\\{.*})?) (\\S+)$");

    static Scrape now() {
        var text = given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new Scrape(
                text,
                LINE.matcher(text)
                        .results()
                        .collect(Collectors.toMap(
                                line -> line.group(1), line -> Double.valueOf(line.group(2)), (one, other) -> one)));
    }

    /** Of the one metric with these labels, as {@code name="value"}; 0 where it was never counted. */
    double of(String name, String... labels) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "{"))
                .filter(entry -> Pattern.compile(",")
                        .splitAsStream(String.join(",", labels))
                        .allMatch(entry.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
