package dev.waymark.segment;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** Numbers for memberships, a thousand at a time: they are named before they are written. Thread-safe. */
@ApplicationScoped
class MembershipIds {

    /** As much as the sequence of the table advances. */
    private static final int BLOCK = 1_000;

    private final Sql sql;
    private long next;
    private long end;

    MembershipIds(Sql sql) {
        this.sql = sql;
    }

    synchronized long next() {
        if (next == end) {
            next = sql.query("select nextval(pg_get_serial_sequence('membership', 'id'))", row -> row.getLong(1))
                    .getFirst();
            end = next + BLOCK;
        }
        return next++;
    }
}
