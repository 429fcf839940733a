package dev.waymark.template;

import dev.waymark.support.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a template as others see it.
 *
 * @param version counts up from 1 for each template
 * @param hash of its files: what a message records that was written with it
 * @param findings why it is a draft still; empty when it is sound
 * @param approver who published it; null where nobody has, or the folder did
 */
public record TemplateVersionView(
        String template,
        int version,
        String hash,
        TemplateStatus status,
        Instant statusSince,
        List<Finding> findings,
        String author,
        String comment,
        @Nullable String approver,
        Instant createdAt) {}
