package dev.waymark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time used so far by this process (application and load), by PostgreSQL and by the broker; Linux only. */
record CpuSeconds(double here, double postgres, double broker) {

    private static final double TICKS_PER_SECOND = 100;

    static CpuSeconds now() throws SQLException {
        var server = ProcessHandle.of(postgresPid()).orElseThrow();
        return new CpuSeconds(
                ofThisProcess(),
                sum(Stream.concat(Stream.of(server), server.children())),
                sum(ProcessHandle.current().descendants()));
    }

    /** What was used since, without what the load generator's threads used. */
    Map<String, Object> since(CpuSeconds before, double load) {
        var used = new LinkedHashMap<String, Object>();
        used.put("application", rounded(here - before.here - load));
        used.put("load", rounded(load));
        used.put("postgres", rounded(postgres - before.postgres));
        used.put("broker", rounded(broker - before.broker));
        return used;
    }

    private static double ofThisProcess() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    /** It is not our child: pg_ctl has taken it out of our process group. */
    private static long postgresPid() throws SQLException {
        try (var connection = EventTable.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
            row.next();
            return Long.parseLong(row.getString(1).lines().findFirst().orElseThrow());
        }
    }

    private static double sum(Stream<ProcessHandle> processes) {
        return processes
                .mapToDouble(process -> ofProcessAndItsEndedChildren(process.pid()))
                .sum();
    }

    private static double ofProcessAndItsEndedChildren(long pid) {
        var file = Path.of("/proc/" + pid + "/stat");
        try {
            var stat = Files.readString(file);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(11, 12, 13, 14)
                            .mapToLong(i -> Long.parseLong(fields[i]))
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException gone) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(gone);
            }
            return 0;
        }
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }
}
