package dev.waymark.journey;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A stored version of a journey: the model it was published with, never changed afterwards. */
@Entity
class JourneyVersion {

    @Id
    UUID id;

    String journey;
    int version;
    String hash;

    @JdbcTypeCode(SqlTypes.JSON)
    String model;

    Instant createdAt;
}
