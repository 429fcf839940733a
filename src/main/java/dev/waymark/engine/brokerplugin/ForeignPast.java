package dev.waymark.engine.brokerplugin;

import java.sql.SQLException;

/** The broker's records are not those that the database knows: one of the two has been changed without the other. */
final class ForeignPast extends SQLException {

    private static final long serialVersionUID = 1L;

    ForeignPast() {
        super("The broker tells of another past than the database knows: it has lost its data, or is another broker."
                + " Bring the data of both back from one backup.");
    }
}
