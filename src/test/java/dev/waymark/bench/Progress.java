package dev.waymark.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import dev.waymark.profile.ProfileId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.awaitility.Awaitility;

/** How far a recompute has come, seen from outside by one row at a time. */
final class Progress implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement question;

    /** @param version of the rules that everybody is asked by */
    Progress(String version) {
        try {
            connection = EventTable.connect();
            question = connection.prepareStatement(
                    "select 1 from evaluation where profile_id = ? and split_part(basis, '+', 1) = '" + version + "'");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Until this one was evaluated. */
    void await(ProfileId profile) {
        Awaitility.await()
                .atMost(20, MINUTES)
                .pollDelay(0, MILLISECONDS)
                .pollInterval(25, MILLISECONDS)
                .until(() -> isEvaluated(profile));
    }

    private boolean isEvaluated(ProfileId profile) throws SQLException {
        question.setObject(1, profile.value());
        try (var rows = question.executeQuery()) {
            return rows.next();
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
