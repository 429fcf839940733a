package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@WaymarkTest
class DatabaseFailureTest {

    @Inject
    DataSource dataSource;

    @Test
    void shouldRecogniseAConnectionThatEndsBeforeTheCommit() {
        var failure = catchThrowable(() -> QuarkusTransaction.requiringNew().run(() -> end(backend())));

        assertThat(failure).isNotNull();
        assertThat(DatabaseAway.isCauseOf(failure)).as(() -> failure.toString()).isTrue();
    }

    @Test
    void shouldRecogniseAConnectionThatEndsBeforeAStatement() {
        var failure = catchThrowable(() -> QuarkusTransaction.requiringNew().run(() -> {
            end(backend());
            backend();
        }));

        assertThat(failure).isNotNull();
        assertThat(DatabaseAway.isCauseOf(failure)).as(() -> failure.toString()).isTrue();
    }

    @Test
    void shouldNotTakeAFaultOfOurOwnForTheDatabase() {
        var failure = catchThrowable(() -> QuarkusTransaction.requiringNew().run(() -> number("select 1 / 0")));

        assertThat(DatabaseAway.isCauseOf(failure)).isFalse();
    }

    private int backend() {
        return number("select pg_backend_pid()");
    }

    /** Ends it from a connection outside of the transaction, and waits until it is gone. */
    private void end(int backend) {
        QuarkusTransaction.requiringNew()
                .run(() -> number("select pg_terminate_backend(%d, 10000)::int".formatted(backend)));
    }

    private int number(String query) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failed) {
            throw new SqlFailure(failed);
        }
    }
}
