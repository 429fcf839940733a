package dev.waymark.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU time used so far by this process (application and load), by PostgreSQL and by the broker. */
record CpuSeconds(double here, double postgres, double broker) {

    static CpuSeconds now() {
        return new CpuSeconds(ofThisProcess(), ofProcesses("postgres"), ofProcesses("zeebe"));
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

    /** Processes of ours that are children of this one or were started on its behalf. */
    private static double ofProcesses(String name) {
        return ProcessHandle.allProcesses()
                .filter(process -> programOf(process.pid()).contains(name))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(duration -> duration.toNanos() / 1e9)
                .sum();
    }

    private static String programOf(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }
}
