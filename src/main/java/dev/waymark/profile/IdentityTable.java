package dev.waymark.profile;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows that say whose an identity is. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class IdentityTable {

    /** Key space of the advisory locks on identities that are not there yet. */
    private static final int NEW_IDENTITIES = 1;

    /** Buckets, because a batch may hold more new people than the database holds locks. */
    private static final int BUCKETS = 1_024;

    private final Sql sql;

    IdentityTable(Sql sql) {
        this.sql = sql;
    }

    private record Held(Identity identity, UUID holder) {}

    Map<Identity, UUID> holders(Collection<Identity> identities) {
        var holders = new HashMap<Identity, UUID>();
        sql.query(
                        "select i.kind, i.value, i.profile_id from unnest(?, ?) as w (kind, value)"
                                + " join identity i on i.kind = w.kind and i.value = w.value",
                        row -> new Held(new Identity(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)),
                        kinds(identities),
                        values(identities))
                .forEach(held -> holders.put(held.identity(), held.holder()));
        return holders;
    }

    /**
     * Lets nobody else make the people meanwhile whom these identities are the first sign of, in one order for
     * everybody. Held until the transaction ends.
     */
    void lockMissing(Collection<Identity> identities) {
        sql.query("""
                select pg_advisory_xact_lock(?, bucket)
                from (select distinct abs(hashtext(kind || value) % ?) as bucket
                      from unnest(?, ?) as missing (kind, value) order by bucket) buckets
                """, row -> true, NEW_IDENTITIES, BUCKETS, kinds(identities), values(identities));
    }

    void insert(Map<Identity, UUID> holders) {
        if (holders.isEmpty()) {
            return;
        }
        var identities = List.copyOf(holders.keySet());
        sql.update(
                "insert into identity (kind, value, profile_id) select * from unnest(?, ?, ?)",
                kinds(identities),
                values(identities),
                Sql.uuids(identities.stream().map(holders::get).toList()));
    }

    void move(UUID loser, UUID winner) {
        sql.update("update identity set profile_id = ? where profile_id = ?", winner, loser);
    }

    void report(IdentityResolution.Conflict conflict, Instant at) {
        sql.update(
                """
                insert into identity_conflict as c (kind, value, holder, claimant, count, first_at, last_at)
                values (?, ?, ?, ?, 1, ?, ?)
                on conflict on constraint identity_conflict_pk do update
                set count = c.count + 1, last_at = excluded.last_at
                """,
                conflict.identity().kind(),
                conflict.identity().value(),
                conflict.holder(),
                conflict.claimant(),
                at,
                at);
    }

    private static Sql.Column kinds(Collection<Identity> identities) {
        return Sql.texts(identities.stream().map(Identity::kind).toList());
    }

    private static Sql.Column values(Collection<Identity> identities) {
        return Sql.texts(identities.stream().map(Identity::value).toList());
    }
}
