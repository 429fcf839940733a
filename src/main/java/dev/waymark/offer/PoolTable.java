package dev.waymark.offer;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of pools: codes that were imported, and which of them are free. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class PoolTable {

    private final Sql sql;

    PoolTable(Sql sql) {
        this.sql = sql;
    }

    /** @param goodUntil null for ever */
    record Drawn(String code, @Nullable Instant goodUntil) {}

    /** A code of a file. */
    record NewCode(long line, String code, @Nullable Instant goodUntil) {}

    /**
     * Where the codes of a pool are: each is counted once.
     *
     * @param reserved for somebody, by a step or for a message that is not sent yet
     * @param sent in a message that was taken
     * @param expired without having been redeemed, whether somebody had it or not
     */
    public record Counts(long free, long reserved, long sent, long redeemed, long expired) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /** Takes a free code, of those the one that ends first. Who draws at the same moment takes another and does not wait. */
    Optional<Drawn> draw(String offer, Instant now) {
        return sql
                .query("""
                        update pool_code set taken_at = ? where code = (
                            select code from pool_code
                            where offer = ? and taken_at is null and good_until > ?
                            order by good_until, seq limit 1 for update skip locked)
                        returning code, nullif(good_until, 'infinity') as good_until
                        """, row -> new Drawn(row.getString("code"), Sql.instant(row, "good_until")), now, offer, now)
                .stream()
                .findFirst();
    }

    void putBack(Collection<String> codes) {
        if (!codes.isEmpty()) {
            sql.update("update pool_code set taken_at = null where code = any(?)", Sql.texts(List.copyOf(codes)));
        }
    }

    /** Adds codes that are nowhere yet; answers the lines of those it added. */
    Set<Long> add(UUID importId, String offer, List<NewCode> codes) {
        return new HashSet<>(sql.query(
                """
                insert into pool_code (code, offer, lookup, good_until, import_id, line)
                select given.code, ?, given.lookup, coalesce(given.good_until, 'infinity'), ?, given.line
                from unnest(?, ?, ?, ?, ?) as given (code, lookup, made, good_until, line)
                where not exists (select from code made where made.code = given.code or made.code = given.made)
                order by given.line
                on conflict do nothing returning line
                """,
                row -> row.getLong(1),
                offer,
                importId,
                Sql.column("text", codes, NewCode::code),
                Sql.column("text", codes, code -> CodeText.lookup(code.code())),
                Sql.column("text", codes, code -> CodeText.read(code.code()).orElse(null)),
                Sql.column("timestamptz", codes, NewCode::goodUntil),
                Sql.column("int8", codes, NewCode::line)));
    }

    /** How many codes are free, counted up to {@code most} and no further. */
    long free(String offer, Instant now, int most) {
        return sql.query(
                        "select count(*) from (select from pool_code where offer = ? and taken_at is null"
                                + " and good_until > ? limit ?) free",
                        row -> row.getLong(1),
                        offer,
                        now,
                        most)
                .getFirst();
    }

    Map<String, Counts> counts(Collection<String> offers, Instant now) {
        return sql
                .query("""
                        select p.offer,
                            count(*) filter (where p.taken_at is null and p.good_until > asked.at) as free,
                            count(*) filter (where c.status = 'RESERVED' and not over.is_over) as reserved,
                            count(*) filter (where c.status = 'CONFIRMED' and not over.is_over) as sent,
                            count(*) filter (where c.status = 'REDEEMED') as redeemed,
                            count(*) filter (where p.taken_at is null and p.good_until <= asked.at
                                                or c.status <> 'REDEEMED' and over.is_over) as expired
                        from (select cast(? as timestamptz) as at) asked, pool_code p
                        left join code c on c.code = p.code and p.taken_at is not null,
                        lateral (select coalesce(c.expires_at <= asked.at, false) as is_over) over
                        where p.offer = any(?) group by p.offer
                        """, row -> Map.entry(row.getString("offer"), counts(row)), now, Sql.texts(List.copyOf(offers)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("free"),
                row.getLong("reserved"),
                row.getLong("sent"),
                row.getLong("redeemed"),
                row.getLong("expired"));
    }

    /** True for the one who raises it: it was not raised before. */
    boolean raise(String offer, Instant at) {
        return sql.update(
                        "insert into pool_alarm (offer, since) values (?, ?) on conflict (offer) do nothing", offer, at)
                == 1;
    }

    /** True for the one who ends it. */
    boolean calm(String offer) {
        return sql.update("delete from pool_alarm where offer = ?", offer) == 1;
    }

    Map<String, Instant> alarms() {
        return sql
                .query(
                        "select offer, since from pool_alarm",
                        row -> Map.entry(row.getString("offer"), Objects.requireNonNull(Sql.instant(row, "since"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
