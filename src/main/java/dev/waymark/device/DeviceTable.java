package dev.waymark.device;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The rows of devices. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class DeviceTable {

    /** A device that is there says so with every call: once an hour is often enough. */
    private static final String UPSERT = """
            insert into device as d (id, profile_id, kind, address, public_key, auth, proven, created_at, last_used_at)
            select w.id, w.profile_id, w.kind, w.address, w.public_key, w.auth, w.proven, cast(? as timestamptz),
                   cast(? as timestamptz)
            from unnest(?, ?, ?, ?, ?, ?, ?) as w (id, profile_id, kind, address, public_key, auth, proven)
            order by w.address
            on conflict on constraint device_once do update
            set profile_id = excluded.profile_id, kind = excluded.kind, public_key = excluded.public_key,
                auth = excluded.auth, proven = excluded.proven or (d.proven and d.profile_id = excluded.profile_id),
                last_used_at = excluded.last_used_at, gone_at = null
            where d.profile_id <> excluded.profile_id or d.gone_at is not null
               or d.last_used_at < excluded.last_used_at - interval '1 hour'
               or excluded.proven and not d.proven
               or d.public_key is distinct from excluded.public_key or d.auth is distinct from excluded.auth
            """;

    private final Sql sql;

    DeviceTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Somebody's device.
     *
     * @param isProven whether it is theirs for certain
     */
    record Owned(ProfileId profile, Device device, boolean isProven) {}

    /** Whoever has it now has it alone. */
    void store(List<Owned> owned, Instant now) {
        sql.update(
                UPSERT,
                now,
                now,
                Sql.column("uuid", owned, one -> one.device().id()),
                Sql.column("uuid", owned, one -> one.profile().value()),
                Sql.column("text", owned, one -> one.device().kind().key()),
                Sql.column("text", owned, one -> one.device().address()),
                Sql.column(
                        "text",
                        owned,
                        one -> one.device().keys() == null
                                ? null
                                : one.device().keys().p256dh()),
                Sql.column(
                        "text",
                        owned,
                        one -> one.device().keys() == null
                                ? null
                                : one.device().keys().auth()),
                Sql.column("bool", owned, Owned::isProven));
    }

    UUID idOf(String address) {
        return sql.query("select id from device where address = ?", row -> row.getObject(1, UUID.class), address)
                .getFirst();
    }

    /** Those that are there, the one used last first. */
    List<Device> of(ProfileId profile, Set<DeviceKind> kinds, boolean provenOnly, int atMost) {
        return sql.query(
                """
                select id, kind, address, public_key, auth from device
                where profile_id = ? and gone_at is null and kind = any(?) and (proven or not ?)
                order by last_used_at desc, id desc limit ?
                """,
                DeviceTable::device,
                profile.value(),
                Sql.texts(kinds.stream().map(DeviceKind::key).toList()),
                provenOnly,
                atMost);
    }

    List<Device> find(Collection<UUID> ids) {
        return sql.query(
                "select id, kind, address, public_key, auth from device where id = any(?) and gone_at is null"
                        + " order by last_used_at desc, id desc",
                DeviceTable::device,
                Sql.uuids(ids));
    }

    void used(Collection<UUID> ids, Instant now) {
        sql.update("update device set last_used_at = ? where id = any(?)", now, Sql.uuids(ids));
    }

    void gone(Collection<UUID> ids, Instant now) {
        sql.update("update device set gone_at = ? where id = any(?) and gone_at is null", now, Sql.uuids(ids));
    }

    boolean delete(UUID id) {
        return sql.update("delete from device where id = ?", id) == 1;
    }

    void move(UUID loser, UUID winner) {
        sql.update("update device set profile_id = ? where profile_id = ?", winner, loser);
    }

    void deleteOf(Collection<UUID> profiles) {
        sql.update("delete from device where profile_id = any(?)", Sql.uuids(profiles));
    }

    private static Device device(ResultSet row) throws SQLException {
        var publicKey = row.getString("public_key");
        return new Device(
                row.getObject("id", UUID.class),
                DeviceKind.of(row.getString("kind")).orElseThrow(),
                row.getString("address"),
                publicKey == null ? null : new Device.Keys(publicKey, row.getString("auth")));
    }
}
