package dev.waymark.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs between two releases, as people read it in other tools. */
class TextDiffTest {

    @Test
    void shouldShowChangedAddedAndDeletedFiles() {
        // when
        var diff = TextDiff.of(
                Map.of("rules/segments/a.drl", "one\ntwo\nthree\n", "rules/segments/b.drl", "gone\n"),
                Map.of("rules/segments/a.drl", "one\n2\nthree\n", "rules/segments/c.drl", "come\n"));

        // then
        assertThat(diff).isEqualTo("""
                --- a/rules/segments/a.drl
                +++ b/rules/segments/a.drl
                @@ -1,3 +1,3 @@
                 one
                -two
                +2
                 three
                --- a/rules/segments/b.drl
                +++ /dev/null
                @@ -1,1 +0,0 @@
                -gone
                --- /dev/null
                +++ b/rules/segments/c.drl
                @@ -0,0 +1,1 @@
                +come
                """);
    }

    @Test
    void shouldSayNothingOfWhatIsTheSame() {
        assertThat(TextDiff.of(Map.of("a", "one\n"), Map.of("a", "one\n"))).isEmpty();
    }
}
