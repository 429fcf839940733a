package dev.waymark.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One entry: added, never changed; the table refuses updates and deletes. Holds ids, never a person's values. */
@Entity
@Immutable
class AuditEntry {

    @Id
    Long id;

    Instant at;
    String actor;
    String action;
    String subject;
    String subjectId;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> details;
}
