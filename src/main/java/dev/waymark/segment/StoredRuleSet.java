package dev.waymark.segment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A rule set that was live at some time, with its sources by path: a past decision can be looked up. */
@Entity
@Immutable
@Table(name = "rule_set")
class StoredRuleSet {

    @Id
    String version;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> sources;
}
