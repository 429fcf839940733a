package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void shouldPointBehindItsLastItemWhenThereIsMore() {
        // when
        var page = Page.of(List.of("a", "b", "c"), 2, item -> "after-" + item);

        // then
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isEqualTo("after-b");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void shouldEndWhenNothingIsLeft(int limit) {
        // when
        var page = Page.of(List.of("a", "b", "c"), limit, item -> "after-" + item);

        // then
        assertThat(page.items()).containsExactly("a", "b", "c");
        assertThat(page.next()).isNull();
    }

    @Test
    void shouldBeEmptyWhenThereIsNothing() {
        assertThat(Page.of(List.<String>of(), 2, item -> item)).isEqualTo(new Page<>(List.of(), null));
    }
}
