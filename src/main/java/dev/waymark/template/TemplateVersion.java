package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A stored version of a template. Only {@link TemplateVersions} changes one, and its files never. */
@Entity
class TemplateVersion {

    @Id
    UUID id;

    String template;
    int version;
    String hash;

    @Enumerated(EnumType.STRING)
    TemplateStatus status = TemplateStatus.DRAFT;

    Instant statusSince;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> files;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Finding> findings = List.of();

    String author;
    String comment;

    @Nullable
    String approver;

    Instant createdAt;

    List<DefinitionFile> definitionFiles() {
        return TemplateTexts.definitionFiles(template, files);
    }

    TemplateVersionView view() {
        return new TemplateVersionView(
                template, version, hash, status, statusSince, findings, author, comment, approver, createdAt);
    }
}
