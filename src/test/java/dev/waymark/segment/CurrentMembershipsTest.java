package dev.waymark.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.Memberships.Current;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The memberships of a profile as they are kept with its evaluation. */
class CurrentMembershipsTest {

    @Test
    void shouldReadWhatItWrote() {
        // given
        var some = List.of(new Current(7, "leads"), new Current(19, "new-signups"), new Current(123456, "champions"));

        // when / then
        assertThat(CurrentMemberships.read(CurrentMemberships.write(some))).isEqualTo(some);
        assertThat(CurrentMemberships.write(some.reversed())).isEqualTo("7 leads 19 new-signups 123456 champions");
    }

    @Test
    void shouldReadThatThereAreNone() {
        assertThat(CurrentMemberships.read(CurrentMemberships.write(List.of()))).isEmpty();
        assertThat(CurrentMemberships.read(null)).isEmpty();
    }
}
