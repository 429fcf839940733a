package dev.waymark.release;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The stored release. Only {@link Releases} changes one, and never its files. */
@Entity
@Table(name = "rule_release")
class RuleRelease {

    @Id
    int number;

    @Enumerated(EnumType.STRING)
    ReleaseStatus status = ReleaseStatus.DRAFT;

    String hash;

    @Nullable
    String ruleSet;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> files;

    String author;
    String comment;

    @Nullable
    Integer basedOn;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Finding> findings = List.of();

    Instant createdAt;

    @Nullable
    String approver;

    @Nullable
    Instant approvedAt;

    List<DefinitionFile> definitionFiles() {
        return files.entrySet().stream()
                .map(file -> new DefinitionFile(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)))
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
    }

    ReleaseView view() {
        return new ReleaseView(
                number, status, hash, ruleSet, author, comment, basedOn, findings, createdAt, approver, approvedAt);
    }
}
