package dev.waymark.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who is neither erased nor joined to somebody else, some at a time; for work that goes through all people
 * without holding them. Thread-safe; joins the caller's transaction and takes no lock.
 */
@ApplicationScoped
public class LivingProfiles {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final String LIVING = " from profile where merged_into is null and erased_at is null";

    /** Before every id. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Sql sql;
    private final ObjectMapper json;

    LivingProfiles(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    private record Known(ProfileId id, Map<String, Object> traits) {}

    public long count() {
        return sql.query("select count(*)" + LIVING, row -> row.getLong(1)).getFirst();
    }

    /** The next ones by id. */
    public List<ProfileId> after(@Nullable ProfileId last, int limit) {
        return sql.query(
                "select id" + LIVING + " and id > ? order by id limit ?",
                LivingProfiles::id,
                last == null ? FIRST : last.value(),
                limit);
    }

    /** As many of them, each as likely as any other; the same ones when asked again. */
    public List<ProfileId> sample(int size) {
        return sql.query(
                "select id" + LIVING + " order by uuid_hash_extended(id, 0), id limit ?", LivingProfiles::id, size);
    }

    /** The traits of those of them that are living. */
    public Map<ProfileId, Map<String, Object>> traits(Collection<ProfileId> people) {
        return sql
                .query(
                        "select id, traits" + LIVING + " and id = any(?)",
                        row -> new Known(id(row), read(row.getString("traits"))),
                        Sql.uuids(people.stream().map(ProfileId::value).toList()))
                .stream()
                .collect(Collectors.toMap(Known::id, Known::traits));
    }

    private static ProfileId id(ResultSet row) throws SQLException {
        return new ProfileId(row.getObject("id", UUID.class));
    }

    private Map<String, Object> read(String traits) {
        try {
            return json.readValue(traits, MAP);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The database keeps nothing but JSON here", impossible);
        }
    }
}
