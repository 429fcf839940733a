package dev.waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path temporary;

    private DataFolder folder;

    @BeforeEach
    void openFolder() {
        folder = DataFolder.open(temporary.resolve("a folder"));
    }

    @AfterEach
    void releaseFolder() {
        folder.release();
    }

    @Test
    void shouldForceKeptDataToDiskAndFindItAfterARestart() throws SQLException {
        // given
        var first = EmbeddedPostgres.start(folder, true, EmbeddedPostgres.ANY_PORT);
        Sql.run(first.access(), "create table kept (word text)", "insert into kept values ('สวัสดี')");

        // when // then
        assertThat(Sql.text(first.access(), "show fsync")).isEqualTo("on");
        assertThat(Sql.text(first.access(), "show synchronous_commit")).isEqualTo("on");
        assertThat(Sql.text(first.access(), "show full_page_writes")).isEqualTo("on");
        assertThat(Sql.text(first.access(), "show listen_addresses")).isEqualTo("127.0.0.1");
        first.stop();

        // when
        var second = EmbeddedPostgres.start(folder, true, EmbeddedPostgres.ANY_PORT);

        // then
        assertThat(Sql.text(second.access(), "select word from kept")).isEqualTo("สวัสดี");
        second.stop();
    }

    @Test
    void shouldNotForceThrowAwayDataToDisk() throws SQLException {
        // when
        var postgres = EmbeddedPostgres.start(folder, false, EmbeddedPostgres.ANY_PORT);

        // then
        assertThat(Sql.text(postgres.access(), "show fsync")).isEqualTo("off");
        postgres.stop();
    }

    @Test
    void shouldStopTheServerAKilledRunLeftBehind() throws SQLException, IOException {
        // given
        var port = Ports.free();
        EmbeddedPostgres.start(folder, false, port);
        var left = serverProcess();

        // when
        var second = EmbeddedPostgres.start(folder, false, port);

        // then
        await().until(() -> !left.isAlive());
        assertThat(Sql.text(second.access(), "select 1")).isEqualTo("1");
        second.stop();
    }

    @Test
    void shouldLeaveAStrangerAloneThatHasTheNumberOfAnOldServer() throws SQLException, IOException {
        // given
        var first = EmbeddedPostgres.start(folder, false, EmbeddedPostgres.ANY_PORT);
        var pidFile = Files.readString(pidFile());
        first.stop();
        var stranger = ProcessHandle.current();
        Files.writeString(pidFile(), pidFile.replaceFirst("\\d+", String.valueOf(stranger.pid())));

        // when
        var second = EmbeddedPostgres.start(folder, false, EmbeddedPostgres.ANY_PORT);

        // then
        assertThat(stranger.isAlive()).isTrue();
        assertThat(Sql.text(second.access(), "select 1")).isEqualTo("1");
        second.stop();
    }

    @Test
    void shouldRefuseDataOfAnotherVersion() throws IOException {
        // given
        Files.writeString(folder.folder("postgres").resolve("PG_VERSION"), "17\n");

        // when // then
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, false, EmbeddedPostgres.ANY_PORT))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "Expected data of PostgreSQL 18 in %s, but it is of version 17: use the Waymark that wrote it, or start anew with --fresh.",
                        folder.path().resolve("postgres"));
    }

    private Path pidFile() {
        return folder.path().resolve("postgres/postmaster.pid");
    }

    private ProcessHandle serverProcess() throws IOException {
        var pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }
}
