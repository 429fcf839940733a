package dev.waymark.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was live before there were releases is a release afterwards. */
@WaymarkTest
class RuleReleaseMigrationTest {

    private static final String SCHEMA = "before_releases";

    @Inject
    DataSource source;

    @Inject
    Database database;

    @BeforeEach
    void migrateToBefore() {
        database.run("drop schema if exists " + SCHEMA + " cascade");
        migrate("11");
    }

    @AfterEach
    void drop() {
        database.run("drop schema " + SCHEMA + " cascade");
    }

    @Test
    void shouldMakeAReleaseOfEachRuleSetThatWasLive() {
        // given
        live("bbb", "2026-01-01T00:00:00Z");
        live("aaa", "2026-03-01T00:00:00Z");
        live("ccc", "2026-02-01T00:00:00Z");

        // when
        migrate("14");

        // then
        assertThat(database.texts("""
                        select concat_ws(' ', number, status, hash, rule_set, author, files ->> 'rules/segments/a.drl')
                        from before_releases.rule_release order by number
                        """))
                .containsExactly(
                        "1 SUPERSEDED bbb bbb folder text of bbb",
                        "2 SUPERSEDED ccc ccc folder text of ccc",
                        "3 ACTIVE aaa aaa folder text of aaa");
        assertThat(database.texts("""
                        select concat_ws(' ', release_number, replaced, actor, to_char(activated_at at time zone 'UTC', 'MM'))
                        from before_releases.rule_activation order by id
                        """)).containsExactly("1 folder 01", "2 1 folder 02", "3 2 folder 03");
        assertThat(database.texts("select sources::text from before_releases.rule_set where version = 'bbb'"))
                .containsExactly("{\"rules/segments/a.drl\": \"text of bbb\"}");
    }

    @Test
    void shouldMakeNoneWhereNothingWasLive() {
        // when
        migrate("14");

        // then
        assertThat(database.number("select count(*) from before_releases.rule_release"))
                .isZero();
    }

    private void live(String version, String since) {
        database.run("""
                insert into before_releases.rule_set (version, sources, activated_at)
                values (?, jsonb_build_object('rules/segments/a.drl', 'text of ' || ?), cast(? as timestamptz))
                """, version, version, since);
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(source)
                .schemas(SCHEMA)
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }
}
