package dev.waymark.segment;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Set;

/**
 * Names in what people did and in what is known about them. A name that is there is found at once; one that is not
 * costs a pass over the table.
 *
 * <p>Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class SeenNames implements KnownNames {

    private final Sql sql;

    SeenNames(Sql sql) {
        this.sql = sql;
    }

    @Override
    @Transactional
    public Set<String> events(Collection<String> names) {
        return found("exists (select 1 from event_summary s where s.name = asked.name)", names);
    }

    @Override
    @Transactional
    public Set<String> traits(Collection<String> names) {
        return found("exists (select 1 from profile p where jsonb_exists(p.traits, asked.name))", names);
    }

    private Set<String> found(String condition, Collection<String> names) {
        return Set.copyOf(sql.query(
                "select name from unnest(?) as asked (name) where " + condition,
                row -> row.getString(1),
                Sql.texts(Set.copyOf(names))));
    }
}
