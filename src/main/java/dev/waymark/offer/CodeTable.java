package dev.waymark.offer;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of codes as they are redeemed. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class CodeTable {

    private static final String SELECT =
            "select code, offer, profile_id, expires_at, redeemed_at, redeemed_order, redeemed_key from code where code = ?";

    private final Sql sql;

    CodeTable(Sql sql) {
        this.sql = sql;
    }

    /** A code as it stands. */
    record Row(
            String code,
            String offer,
            ProfileId profile,
            @Nullable Instant expiresAt,
            @Nullable Instant redeemedAt,
            @Nullable String orderId,
            @Nullable String requestKey) {}

    Optional<Row> find(String code) {
        return sql.query(SELECT, CodeTable::row, code).stream().findFirst();
    }

    /** A code from a pool that somebody has, by {@link CodeText#lookup}. */
    Optional<Row> findFromPool(String lookup) {
        return sql.query("select code from pool_code where lookup = ?", row -> row.getString(1), lookup).stream()
                .findFirst()
                .flatMap(this::find);
    }

    /** Empty where it has gone back to its pool meanwhile. */
    Optional<Row> locked(String code) {
        return sql.query(SELECT + " for update", CodeTable::row, code).stream().findFirst();
    }

    void redeem(String code, Redemptions.Request request, Instant at) {
        sql.update(
                "update code set status = 'REDEEMED', redeemed_at = ?, redeemed_order = cast(? as text),"
                        + " redeemed_key = cast(? as text) where code = ?",
                at,
                request.orderId(),
                request.requestKey(),
                code);
    }

    /** Which order it was is theirs; that it was redeemed is ours. */
    void forget(Collection<UUID> profiles) {
        sql.update(
                "update code set redeemed_order = null, redeemed_key = null where profile_id = any(?)",
                Sql.uuids(profiles));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("code"),
                row.getString("offer"),
                new ProfileId(row.getObject("profile_id", UUID.class)),
                Sql.instant(row, "expires_at"),
                Sql.instant(row, "redeemed_at"),
                row.getString("redeemed_order"),
                row.getString("redeemed_key"));
    }
}
