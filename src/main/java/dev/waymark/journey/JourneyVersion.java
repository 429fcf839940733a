package dev.waymark.journey;

import dev.waymark.support.Finding;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A stored version of a journey. Only {@link JourneyVersions} changes one, and its file never. */
@Entity
class JourneyVersion {

    @Id
    UUID id;

    String journey;
    int version;
    String hash;

    @Enumerated(EnumType.STRING)
    JourneyStatus status;

    Instant statusSince;

    @Nullable
    @JdbcTypeCode(SqlTypes.JSON)
    String model;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Finding> findings = List.of();

    String author;
    String comment;

    @Nullable
    String approver;

    Instant createdAt;
}
