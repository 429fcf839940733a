package dev.waymark.support;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /** Whether the failure, or what led to it, is such a one. */
    public static boolean isCauseOf(Throwable failure) {
        return anyOf(failure, DatabaseAway::isPassing);
    }

    /**
     * Whether the transaction failed because of another one, by a deadlock or by storing the same key first; it may be
     * run again at once.
     */
    public static boolean isRolledBackForOthers(Throwable failure) {
        return anyOf(failure, sql -> hasState(sql, ROLLED_BACK_FOR_OTHERS) || hasState(sql, UNIQUE_VIOLATION));
    }

    /** Whether the database, and not our own side of the connection, can never take the values as they are. */
    public static boolean isDataRefused(Throwable failure) {
        return anyOf(
                failure,
                sql -> sql instanceof PSQLException refused
                        && refused.getServerErrorMessage() != null
                        && hasState(sql, DATA_EXCEPTION));
    }

    /** Looks at what was suppressed too: a commit that fails carries the reason there, and not as its cause. */
    private static boolean anyOf(Throwable failure, Predicate<SQLException> condition) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var ahead = new ArrayDeque<Throwable>(List.of(failure));
        while (!ahead.isEmpty()) {
            var next = ahead.remove();
            if (next instanceof SQLException sql && condition.test(sql)) {
                return true;
            }
            if (seen.add(next)) {
                Optional.ofNullable(next.getCause()).ifPresent(ahead::add);
                ahead.addAll(Arrays.asList(next.getSuppressed()));
            }
        }
        return false;
    }

    private static boolean hasState(SQLException failure, String prefix) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith(prefix);
    }

    private static boolean isPassing(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || PASSING.stream().anyMatch(state -> hasState(failure, state))
                // the pool gives no state when it waited in vain
                || failure.getMessage() != null
                        && failure.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }
}
