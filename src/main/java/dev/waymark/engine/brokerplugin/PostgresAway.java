package dev.waymark.engine.brokerplugin;

/** Tells the broker to hand the same record over again later, because no more of them fit into memory. */
final class PostgresAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PostgresAway() {
        // without a stack trace: the broker logs it at every try for as long as the outage lasts
        super(
                "Expected to write engine records to PostgreSQL, but it is away; they stay in the broker's log.",
                null,
                false,
                false);
    }
}
