package dev.waymark.imports;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored import. What is still to be done are its rows. */
@Entity
class ImportFile {

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    ImportKind kind;

    String source;

    @Enumerated(EnumType.STRING)
    ImportStatus status;

    String[] header;
    long rowsTotal;
    long rowsDone;
    long rowsRefused;
    long eventsStored;
    long eventsRepeated;
    Instant createdAt;
    Instant workedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    String reason;

    @Nullable
    String requestKey;

    @Nullable
    String digest;
}
