package dev.waymark.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What a figure was measured on: without it a figure says nothing. */
final class Machine {

    private static final int FORCED_WRITES = 200;

    private Machine() {}

    static Map<String, Object> fingerprint(Connection database) throws IOException, SQLException {
        var print = new LinkedHashMap<String, Object>();
        print.put("cores", Runtime.getRuntime().availableProcessors());
        print.put("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
        print.put("processor", line(Path.of("/proc/cpuinfo"), "model name"));
        print.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        print.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        print.put("maxHeapMiB", Runtime.getRuntime().maxMemory() >> 20);
        for (var setting : new String[] {
            "server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size"
        }) {
            print.put("postgres." + setting, shown(database, setting));
        }
        print.putAll(forcedWrites());
        return print;
    }

    private static String shown(Connection database, String setting) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String line(Path file, String start) throws IOException {
        if (!Files.exists(file)) {
            return "unknown";
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** What the disk takes to keep one page, in microseconds: the floor under every commit. */
    private static Map<String, Object> forcedWrites() throws IOException {
        var file = Files.createTempFile("waymark-bench", ".sync");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var micros = new long[FORCED_WRITES];
            for (int i = 0; i < FORCED_WRITES; i++) {
                var begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(8_192), i * 8_192L);
                channel.force(false);
                micros[i] = (System.nanoTime() - begin) / 1_000;
            }
            var sorted = IntStream.range(0, FORCED_WRITES)
                    .mapToLong(i -> micros[i])
                    .sorted()
                    .toArray();
            return Map.of(
                    "fsyncMicrosP50", sorted[FORCED_WRITES / 2], "fsyncMicrosP99", sorted[FORCED_WRITES * 99 / 100]);
        } finally {
            Files.delete(file);
        }
    }
}
