package dev.waymark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server of our own: loopback only, a password of its own, data below the data folder.
 *
 * <p>Started by {@code pg_ctl}, which takes it out of the terminal's process group: Ctrl-C reaches us, and we end the
 * server after everything that uses it. A server left behind by a killed Waymark is ended before the new start.
 */
final class EmbeddedPostgres {

    static final int ANY_PORT = 0;

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final String VERSION = "18";
    private static final String USER = "waymark";
    private static final String DATABASE = "waymark";

    private final DataFolder folder;
    private final Path data;
    private final PostgresCommand command;
    private DatabaseAccess access = new DatabaseAccess("", USER, "");

    private EmbeddedPostgres(DataFolder folder, boolean durable) {
        this.folder = folder;
        this.data = folder.path().resolve("postgres");
        // a test's folder is thrown away, the programs need not be
        var programs = durable ? folder.path().resolve("postgres-programs") : sharedByThisUser();
        this.command = new PostgresCommand(PostgresBinaries.unpackedIn(programs));
    }

    static EmbeddedPostgres start(DataFolder folder, boolean durable, int port) {
        var postgres = new EmbeddedPostgres(folder, durable);
        postgres.initialiseOnce(durable);
        postgres.endLeftover();
        postgres.startServer(durable, port == ANY_PORT ? Ports.free() : port);
        return postgres;
    }

    DatabaseAccess access() {
        return access;
    }

    void stop() {
        if (!command.succeeds("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", data.toString())) {
            LOG.warnf("PostgreSQL did not stop. data=%s", data);
        }
    }

    private void initialiseOnce(boolean durable) {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(durable);
        }
        var version = read(data.resolve("PG_VERSION"));
        if (!version.equals(VERSION)) {
            throw new StartRefused(
                    "Expected data of PostgreSQL %s in %s, but it is of version %s: use the Waymark that wrote it, or start anew with --fresh."
                            .formatted(VERSION, data, version));
        }
    }

    private void initialise(boolean durable) {
        writePassword(UUID.randomUUID().toString());
        var unfinished = folder.path().resolve("postgres-new");
        var options = new String[] {
            "-D",
            unfinished.toString(),
            "-U",
            USER,
            "--pwfile",
            passwordFile().toString(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            durable ? "--data-checksums" : "--no-sync"
        };
        try {
            Folders.delete(unfinished);
            command.expect("create a PostgreSQL data folder", "initdb", options);
            // moved only when complete, so that a kill on the way leaves nothing half done behind
            Files.move(unfinished, data);
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to create %s, but %s.".formatted(data, Sentences.reason(failure)), failure);
        }
    }

    private void endLeftover() {
        var pidFile = data.resolve("postmaster.pid");
        if (Leftover.namedIn(pidFile, "postgres", data.toString()).isPresent()) {
            LOG.infof("Stopping the PostgreSQL an earlier run left behind. data=%s", data);
            if (!stops("fast") && !stops("immediate")) {
                throw new StartRefused(
                        "Expected to stop the PostgreSQL an earlier run left behind in %s, but it does not end: end the process named in %s."
                                .formatted(data, pidFile));
            }
        }
        try {
            // its number may belong to a stranger by now, for whom PostgreSQL would refuse to start
            Files.deleteIfExists(pidFile);
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to remove %s, but %s.".formatted(pidFile, Sentences.reason(failure)), failure);
        }
    }

    private boolean stops(String mode) {
        return command.succeeds("pg_ctl", "stop", "-w", "-s", "-t", "15", "-m", mode, "-D", data.toString());
    }

    private void startServer(boolean durable, int port) {
        var log = folder.folder("logs").resolve("postgres.log");
        command.expect(
                "start PostgreSQL (its log is %s)".formatted(log),
                "pg_ctl",
                "start",
                "-w",
                "-s",
                "-D",
                data.toString(),
                "-l",
                log.toString(),
                "-o",
                serverOptions(durable, port));
        access = new DatabaseAccess(url(port, DATABASE), USER, read(passwordFile()));
        createDatabaseOnce(port);
        LOG.infof("PostgreSQL started. port=%d data=%s", port, data);
    }

    private static String serverOptions(boolean durable, int port) {
        var safety = durable ? "on" : "off";
        return "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                + " -c fsync=" + safety
                + " -c synchronous_commit=" + safety
                + " -c full_page_writes=" + safety
                // what a day's events touch stays in memory, and their log is not cut short while they come
                + " -c shared_buffers=256MB -c max_wal_size=2GB -c min_wal_size=256MB"
                // a fresh database grows fast: plans made while its tables were empty must not live long
                + " -c autovacuum_naptime=20s";
    }

    private void createDatabaseOnce(int port) {
        try (var connection = DriverManager.getConnection(url(port, "postgres"), USER, access.password());
                var statement = connection.createStatement()) {
            var there = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'");
            if (!there.next()) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException failure) {
            stop();
            throw new StartRefused(
                    "Expected to open the PostgreSQL just started, but %s.".formatted(Sentences.reason(failure)),
                    failure);
        }
    }

    private void writePassword(String password) {
        try {
            Files.deleteIfExists(passwordFile());
            Files.createFile(
                    passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile(), password + "\n");
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to write %s, but %s.".formatted(passwordFile(), Sentences.reason(failure)), failure);
        }
    }

    private Path passwordFile() {
        return folder.path().resolve("postgres.password");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new StartRefused("Expected to read %s, but %s.".formatted(file, Sentences.reason(failure)), failure);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static Path sharedByThisUser() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "waymark-postgres-" + System.getProperty("user.name"), VERSION);
    }
}
