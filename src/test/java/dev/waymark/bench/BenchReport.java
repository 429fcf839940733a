package dev.waymark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Keeps each measurement with its raw rounds as a file, and prints one table of all that this run has measured. */
final class BenchReport {

    static final long SEED = Long.getLong("waymark.bench.seed", 1);

    private static final Path FOLDER = Path.of("target/bench");
    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchReport() {}

    /** {@code details} are curves and circumstances: kept as they are, and printed in one line each. */
    static void add(Comparison comparison, Map<String, ?> details, Map<String, ?> machine) throws IOException {
        var measured = new LinkedHashMap<String, Object>();
        measured.put("unit", comparison.unit());
        measured.put("ours", side(comparison.ours()));
        measured.put(
                "limits", comparison.limits().stream().map(BenchReport::side).toList());
        measured.put("ratio", comparison.ratio());
        measured.put("void", comparison.isVoid());
        keep(comparison.id(), measured, details, machine);
    }

    /** What is measured over time and has no limit. */
    static void addCurve(String id, Map<String, ?> details, Map<String, ?> machine) throws IOException {
        keep(id, Map.of(), details, machine);
    }

    private static void keep(String id, Map<String, ?> measured, Map<String, ?> details, Map<String, ?> machine)
            throws IOException {
        var report = new LinkedHashMap<String, Object>();
        report.put("benchmark", id);
        report.put("seed", SEED);
        report.putAll(measured);
        report.put("details", details);
        report.put("machine", machine);
        var file = Files.createDirectories(FOLDER).resolve(id + ".json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
        print();
    }

    private static Map<String, Object> side(Rounds rounds) {
        var side = new LinkedHashMap<String, Object>();
        side.put("name", rounds.name());
        side.put("median", rounds.median());
        side.put("lowerQuartile", rounds.quantile(0.25));
        side.put("upperQuartile", rounds.quantile(0.75));
        side.put("movement", rounds.movement());
        side.put("rounds", rounds.values());
        return side;
    }

    private static void print() throws IOException {
        System.out.printf("%n%-4s %-62s %10s %19s %7s   %s%n", "", "", "median", "quartiles", "ratio", "rounds");
        try (var files = Files.list(FOLDER)) {
            files.filter(BenchReport::isOfThisRun)
                    .sorted()
                    .map(BenchReport::read)
                    .forEach(BenchReport::print);
        }
        System.out.println("raw rounds, curves and machine in " + FOLDER);
    }

    private static void print(JsonNode report) {
        var id = report.get("benchmark").asText();
        if (report.has("ours")) {
            var ratio = report.get("void").asBoolean()
                    ? "VOID"
                    : "%.1f %%".formatted(100 * report.get("ratio").asDouble());
            printSide(id, report.get("ours"), report.get("unit").asText(), ratio);
            report.get("limits").forEach(limit -> printSide("", limit, "limit", ""));
        } else {
            System.out.println(id);
        }
        report.get("details")
                .properties()
                .forEach(detail -> System.out.printf("       %s: %s%n", detail.getKey(), plain(detail.getValue())));
    }

    private static void printSide(String id, JsonNode side, String unit, String ratio) {
        System.out.printf(
                "%-4s %-62s %10.0f %9.0f-%-9.0f %7s   %s%n",
                id,
                side.get("name").asText() + ", " + unit,
                side.get("median").asDouble(),
                side.get("lowerQuartile").asDouble(),
                side.get("upperQuartile").asDouble(),
                ratio,
                rounded(side.get("rounds")));
    }

    private static List<Long> rounded(JsonNode rounds) {
        return StreamSupport.stream(rounds.spliterator(), false)
                .map(round -> Math.round(round.asDouble()))
                .toList();
    }

    private static String plain(JsonNode detail) {
        return detail.toString().replace("\"", "").replace(",", ", ").replace(":", ": ");
    }

    private static boolean isOfThisRun(Path file) {
        return file.toString().endsWith(".json")
                && file.toFile().lastModified()
                        >= ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
