package dev.waymark.support;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** Tells a database that cannot be reached, is full, or rolled us back for somebody else from every other failure: these
 * pass, and nothing was done. */
public final class DatabaseAway {

    private static final String CONNECTION_EXCEPTION = "08";
    private static final String OPERATOR_INTERVENTION = "57P";
    private static final String INSUFFICIENT_RESOURCES = "53";
    private static final String ROLLED_BACK_FOR_OTHERS = "40";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DATA_EXCEPTION = "22";
    private static final Set<String> PASSING =
            Set.of(CONNECTION_EXCEPTION, OPERATOR_INTERVENTION, INSUFFICIENT_RESOURCES, ROLLED_BACK_FOR_OTHERS);

    private DatabaseAway() {}

    /** Whether the failure, or a cause of it, is such a one. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isPassing(sql)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the transaction failed because of another one, by a deadlock or by storing the same key first; it may be
     * run again at once.
     */
    public static boolean isRolledBackForOthers(Throwable failure) {
        return hasState(failure, ROLLED_BACK_FOR_OTHERS) || hasState(failure, UNIQUE_VIOLATION);
    }

    /** Whether the database, and not our own side of the connection, can never take the values as they are. */
    public static boolean isDataRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql
                    && sql.getServerErrorMessage() != null
                    && sql.getSQLState().startsWith(DATA_EXCEPTION)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasState(Throwable failure, String prefix) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(SQLException failure) {
        var state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state != null && PASSING.stream().anyMatch(state::startsWith)
                // the pool gives no state when it waited in vain
                || failure.getMessage() != null
                        && failure.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }
}
