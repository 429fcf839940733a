package dev.waymark.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line and environment of the broker process.
 *
 * <p>The environment is made from nothing: the broker reads any ZEEBE_, SPRING_ or SERVER_ variable it finds, and it
 * has no business with the user's other ones.
 */
record BrokerCommand(DataFolder folder, EmbeddedOptions options, BrokerPorts ports, DatabaseAccess database) {

    /** What tells this process from every other one, see {@link Leftover}. */
    static final String MAIN = "dev.waymark.engine.brokerplugin.SupervisedBroker";

    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    ProcessBuilder prepare() {
        requireParts();
        writeLogSettings();
        // standard error is for the JVM's last words only; log4j writes and rolls broker.log itself
        var lastWords = logs().resolve("broker.out").toFile();
        var builder = new ProcessBuilder(commandLine())
                .directory(data().toFile())
                .redirectErrorStream(true)
                .redirectOutput(lastWords);
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder;
    }

    /** Marks the data this broker works on; part of the command line for {@link Leftover}. */
    String mark() {
        return "-Dwaymark.broker-data=" + data();
    }

    Path data() {
        return folder.folder("broker");
    }

    Path log() {
        return logs().resolve("broker.log");
    }

    private List<String> commandLine() {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add(mark());
        line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        if (!options.durable()) {
            // a test's broker lives for seconds: measured 1.3 s of 5.4 s less to start, slower once warm
            line.add("-XX:TieredStopAtLevel=1");
        }
        line.add("-Dfile.encoding=UTF-8");
        line.add("-Djava.io.tmpdir=" + emptiedTemporaryFolder());
        line.add("-Dapp.home=" + data());
        line.add("-Dlog4j2.configurationFile=" + logSettings().toUri());
        line.add("-classpath");
        line.add(String.join(File.pathSeparator, classPath()));
        line.add(MAIN);
        return line;
    }

    private List<String> classPath() {
        var home = options.brokerHome().toAbsolutePath().normalize();
        var plugin = options.brokerPlugin().toAbsolutePath().normalize();
        return List.of(home.resolve("config").toString(), home + "/lib/*", plugin + "/*");
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>(ports.asEnvironment());
        for (var name : PASSED_ON) {
            var value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.put("ZEEBE_BROKER_DATA_DIRECTORY", data().resolve("data").toString());
        environment.put("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "16MB");
        // after a kill it works off again what came since: five busy minutes of that took it 53 s, one takes 22
        environment.put("ZEEBE_BROKER_DATA_SNAPSHOTPERIOD", "1m");
        // of a disk with less than 2 GB free it would say nothing and take no work; its log here is a few segments
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "512MB");
        environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "256MB");
        environment.put("ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", "1");
        environment.put("ZEEBE_BROKER_THREADS_CPUTHREADCOUNT", "2");
        environment.put("ZEEBE_BROKER_THREADS_IOTHREADCOUNT", "2");
        environment.put("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", "64MB");
        environment.put("ZEEBE_CLOCK_CONTROLLED", "true");
        // its web server would wait for clients that are gone, long after the broker itself has stopped
        environment.put("SERVER_SHUTDOWN", "immediate");
        // would otherwise show the database password to whoever reaches the port
        environment.put("MANAGEMENT_ENDPOINT_CONFIGPROPS_SHOWVALUES", "never");
        environment.putAll(exporter());
        return environment;
    }

    private Map<String, String> exporter() {
        var prefix = "ZEEBE_BROKER_EXPORTERS_WAYMARK_";
        return Map.of(
                prefix + "CLASSNAME", "dev.waymark.engine.brokerplugin.PostgresExporter",
                prefix + "ARGS_URL", database.url(),
                prefix + "ARGS_USERNAME", database.username(),
                prefix + "ARGS_PASSWORD", database.password());
    }

    private void requireParts() {
        require(options.brokerHome().resolve("lib"), "the Zeebe broker");
        require(options.brokerPlugin(), "the jars for the broker");
    }

    private static void require(Path place, String what) {
        if (!Files.isDirectory(place)) {
            throw new StartRefused(
                    "Expected %s in %s, but there is no such folder: build with ./waymark run --rebuild, or point WAYMARK_ZEEBE_GRPC_ADDRESS at a cluster of your own."
                            .formatted(what, place));
        }
    }

    private Path logs() {
        return folder.folder("logs");
    }

    private Path logSettings() {
        return data().resolve("log4j2.xml");
    }

    private Path emptiedTemporaryFolder() {
        var temporary = data().resolve("tmp");
        try {
            // a killed broker leaves its unpacked native libraries behind
            Folders.delete(temporary);
            return Files.createDirectory(temporary);
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to empty %s, but %s.".formatted(temporary, Sentences.reason(failure)), failure);
        }
    }

    private void writeLogSettings() {
        var settings = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Configuration status="WARN" shutdownHook="disable">
                  <Appenders>
                    <RollingFile name="File" fileName="%1$s" filePattern="%1$s.%%i">
                      <PatternLayout pattern="%%d{yyyy-MM-dd HH:mm:ss.SSS} [%%t] %%-5level %%logger{36} - %%msg%%n"/>
                      <Policies><SizeBasedTriggeringPolicy size="10 MB"/></Policies>
                      <DefaultRolloverStrategy max="3"/>
                    </RollingFile>
                  </Appenders>
                  <Loggers>
                    <Root level="info"><AppenderRef ref="File"/></Root>
                  </Loggers>
                </Configuration>
                """.formatted(
                log().toString().replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
        try {
            Files.writeString(logSettings(), settings);
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to write %s, but %s.".formatted(logSettings(), Sentences.reason(failure)), failure);
        }
    }
}
