package dev.waymark.insight;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Everything held about a person, as JSON. Every table with a column {@code profile_id} is part of it, so that no
 * feature can forget to take part. Thread-safe; one transaction.
 */
@ApplicationScoped
class PersonExport {

    private final Profiles profiles;
    private final Sql sql;

    PersonExport(Profiles profiles, Sql sql) {
        this.profiles = profiles;
        this.sql = sql;
    }

    /** A JSON object with an array of rows for each table; empty if nobody has this id or they were erased. */
    @Transactional
    Optional<String> of(ProfileId named) {
        var person = profiles.current(named).value();
        var all = sql.query(
                "select id from profile where (id = ? or merged_into = ?) and erased_at is null",
                row -> row.getObject(1, UUID.class),
                person,
                person);
        return all.isEmpty() ? Optional.empty() : Optional.of(export(all));
    }

    private String export(List<UUID> person) {
        var sections = tables().stream()
                .map(table -> section(table, "profile_id = any(?)", person))
                .collect(Collectors.toList());
        sections.addFirst(section("profile", "id = any(?)", person));
        sections.add(
                section("mailbox_mail", "message_id in (select id from message where profile_id = any(?))", person));
        return "{" + String.join(",", sections) + "}";
    }

    private List<String> tables() {
        return sql.query("""
                select table_name from information_schema.columns
                where table_schema = current_schema() and column_name = 'profile_id' order by table_name
                """, row -> row.getString(1));
    }

    /** Table names come from the catalogue, conditions from here; nothing a person typed is part of the statement. */
    private String section(String table, String condition, List<UUID> person) {
        var rows = sql.query(
                "select coalesce(jsonb_agg(to_jsonb(t)), '[]') from " + table + " t where " + condition,
                row -> row.getString(1),
                Sql.uuids(person));
        return "\"" + table + "\":" + rows.getFirst();
    }
}
