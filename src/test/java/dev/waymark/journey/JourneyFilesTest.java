package dev.waymark.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a file says that is found in the folder when Waymark starts. */
class JourneyFilesTest {

    @Test
    void shouldTakeAFileThatNobodyKnows() {
        assertThat(JourneyFiles.isNew(List.of(), "a")).isTrue();
        assertThat(JourneyFiles.isNew(List.of(folder("b", JourneyStatus.PUBLISHED)), "a"))
                .isTrue();
    }

    @Test
    void shouldNotSayAgainWhatTheFolderSaidLast() {
        var versions = List.of(person("b", JourneyStatus.PUBLISHED), folder("a", JourneyStatus.DRAINING));

        assertThat(JourneyFiles.isNew(versions, "a")).isFalse();
    }

    @Test
    void shouldNotPublishAgainWhatAPersonHasPublishedBefore() {
        var versions = List.of(
                person("c", JourneyStatus.PUBLISHED),
                person("b", JourneyStatus.DRAINING),
                folder("a", JourneyStatus.DRAINING));

        assertThat(JourneyFiles.isNew(versions, "b")).isFalse();
    }

    @Test
    void shouldPublishWhatAPersonHasHandedInOnly() {
        var versions = List.of(person("b", JourneyStatus.CHECKED), folder("a", JourneyStatus.PUBLISHED));

        assertThat(JourneyFiles.isNew(versions, "b")).isTrue();
    }

    @Test
    void shouldGoBackToWhatTheFolderSaidBeforeItsLast() {
        var versions = List.of(folder("b", JourneyStatus.PUBLISHED), folder("a", JourneyStatus.DRAINING));

        assertThat(JourneyFiles.isNew(versions, "a")).isTrue();
    }

    @Test
    void shouldTryAgainWhatNeverBecameCurrent() {
        assertThat(JourneyFiles.isNew(List.of(folder("a", JourneyStatus.CHECKED)), "a"))
                .isTrue();
    }

    @Test
    void shouldPublishWhatIsFromBeforeTheLifeCycle() {
        var version = folder("a", JourneyStatus.DRAINING);
        version.comment = "Published before there was a life cycle";

        assertThat(JourneyFiles.isNew(List.of(version), "a")).isTrue();
    }

    private static JourneyVersion folder(String hash, JourneyStatus status) {
        return version("folder", hash, status);
    }

    private static JourneyVersion person(String hash, JourneyStatus status) {
        return version("Mia", hash, status);
    }

    private static JourneyVersion version(String author, String hash, JourneyStatus status) {
        var version = new JourneyVersion();
        version.author = author;
        version.comment = "";
        version.hash = hash;
        version.status = status;
        return version;
    }
}
