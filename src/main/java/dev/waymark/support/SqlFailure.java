package dev.waymark.support;

import java.sql.SQLException;

/** A statement failed; {@link DatabaseAway} tells why. */
public final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
        super(cause);
    }
}
