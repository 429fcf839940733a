package dev.waymark.profile;

import dev.waymark.support.Page;
import dev.waymark.support.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Merges that were refused: two known people under one identity. */
@Path("/api/identity-conflicts")
@Tag(name = "Profiles")
@RunOnVirtualThread
class IdentityConflictResource {

    private final Sql sql;

    IdentityConflictResource(Sql sql) {
        this.sql = sql;
    }

    /**
     * Somebody known came under an identity of somebody else who is known.
     *
     * @param id grows with every new conflict
     * @param holder keeps the identity
     * @param count how often it happened
     */
    record IdentityConflict(
            long id, Identity identity, UUID holder, UUID claimant, long count, Instant firstAt, Instant lastAt) {}

    @GET
    @Operation(summary = "Two known people under one identity, the newest first; they were not merged")
    public Page<IdentityConflict> list(
            @QueryParam("cursor") @Nullable Long before,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        var found = sql.query(
                "select * from identity_conflict where id < ? order by id desc limit ?",
                row -> new IdentityConflict(
                        row.getLong("id"),
                        new Identity(row.getString("kind"), row.getString("value")),
                        row.getObject("holder", UUID.class),
                        row.getObject("claimant", UUID.class),
                        row.getLong("count"),
                        Sql.instant(row, "first_at"),
                        Sql.instant(row, "last_at")),
                before == null ? Long.MAX_VALUE : before,
                limit + 1);
        return Page.of(found, limit, last -> Long.toString(last.id()));
    }
}
