package dev.waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void shouldRefuseSecondStartOnTheSameFolder() {
        // given
        var first = DataFolder.open(temporary);

        // when // then
        assertThatThrownBy(() -> DataFolder.open(temporary))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "Expected the data folder %s to be free, but another Waymark (process %d) is using it: stop that one, or choose another folder with --data DIR.",
                        first.path(), ProcessHandle.current().pid());
        first.release();
    }

    @Test
    void shouldOpenAgainAfterRelease() {
        // given
        DataFolder.open(temporary).release();

        // when
        var second = DataFolder.open(temporary);

        // then
        assertThat(second.path().resolve(DataFolder.LOCK_FILE)).exists();
        second.release();
    }

    @Test
    void shouldRefuseAFileInPlaceOfTheFolder() throws IOException {
        // given
        var file = Files.createFile(temporary.resolve("taken"));

        // when // then
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "Expected to keep data in %s, but %s is a file: choose a folder you may write to with --data DIR.",
                        file, file);
    }

    @Test
    void shouldRefuseADiskThatIsAlmostFull() {
        // when // then
        DataFolder.requireFree(temporary, DataFolder.LEAST_FREE_BYTES);
        assertThatThrownBy(() -> DataFolder.requireFree(temporary, 700L << 20))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "Expected at least 1024 MB free for the data in %s, but there are 700: free some, or choose a folder on another disk with --data DIR.",
                        temporary);
    }
}
