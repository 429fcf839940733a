package dev.waymark.profile;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known about one person, on one card. Thread-safe; reads in the caller's transaction. */
@ApplicationScoped
public class ProfileCards {

    private final Profiles profiles;
    private final Sql sql;

    ProfileCards(Profiles profiles, Sql sql) {
        this.profiles = profiles;
        this.sql = sql;
    }

    /**
     * A person as shown.
     *
     * @param traits as a JSON object, without those the person no longer has
     * @param mergedProfiles ids under which the person was known before
     */
    public record ProfileCard(
            UUID id,
            @Nullable String userId,
            @JsonRawValue @Schema(type = SchemaType.OBJECT) String traits,
            List<Identity> identities,
            List<UUID> mergedProfiles,
            Instant createdAt) {}

    @Transactional
    public Optional<ProfileCard> find(ProfileId named) {
        var id = profiles.current(named).value();
        return sql
                .query(
                        "select id, user_id, jsonb_strip_nulls(traits) as traits, created_at from profile"
                                + " where id = ? and erased_at is null",
                        this::card,
                        id)
                .stream()
                .findFirst();
    }

    @Transactional
    Optional<ProfileCard> find(Identity identity) {
        return profiles.findByIdentity(identity).flatMap(this::find);
    }

    private ProfileCard card(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new ProfileCard(
                id,
                row.getString("user_id"),
                row.getString("traits"),
                identitiesOf(id),
                sql.query(
                        "select id from profile where merged_into = ? order by id",
                        merged -> merged.getObject(1, UUID.class),
                        id),
                Sql.instant(row, "created_at"));
    }

    private List<Identity> identitiesOf(UUID profile) {
        return sql.query(
                "select kind, value from identity where profile_id = ? order by kind, value",
                row -> new Identity(row.getString(1), row.getString(2)),
                profile);
    }
}
