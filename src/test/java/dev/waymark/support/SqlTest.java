package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes into a column comes out of it. */
@WaymarkTest
class SqlTest {

    @Inject
    Sql sql;

    @Test
    void shouldKeepEverySignOfATextInAColumn() {
        // given
        var texts = Arrays.asList(
                "plain",
                "",
                " ",
                "NULL",
                null,
                "a,b",
                "{a}",
                "\"quoted\"",
                "back\\slash\\",
                "\\\"",
                "line\nbreak",
                "ไทย 🦊");

        // when
        var read = sql.query(
                "select text from unnest(?) with ordinality as t (text, place) order by place",
                row -> row.getString(1),
                Sql.texts(texts));

        // then
        assertThat(read).containsExactlyElementsOf(texts);
    }

    @Test
    void shouldKeepIdsAndTheirOrder() {
        // given
        var ids = Arrays.asList(new UUID(1, 2), new UUID(-1, 5), new UUID(0, 0));

        // when / then
        assertThat(sql.query("select * from unnest(?)", row -> row.getObject(1, UUID.class), Sql.uuids(ids)))
                .containsExactlyElementsOf(ids);
    }
}
