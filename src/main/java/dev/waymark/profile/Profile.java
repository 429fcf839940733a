package dev.waymark.profile;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The stored person. */
@Entity
class Profile {

    @Id
    UUID id;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> traits;

    @Nullable
    String userId;

    @Nullable
    UUID mergedInto;

    @Nullable
    Instant erasedAt;

    Instant createdAt;
}
