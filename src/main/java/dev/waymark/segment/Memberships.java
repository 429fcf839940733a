package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Stored memberships. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
public class Memberships implements PanacheRepository<Membership> {

    List<Membership> current(ProfileId profile) {
        return list("profileId = ?1 and leftAt is null", profile.value());
    }

    /** The segments a profile is in now. */
    @Transactional
    public List<MembershipView> of(ProfileId profile) {
        return current(profile).stream().map(Membership::view).toList();
    }

    @Transactional
    public Optional<MembershipView> find(long id) {
        return findByIdOptional(id).map(Membership::view);
    }

    /** How many profiles are in this segment now. */
    @Transactional
    public long size(String segment) {
        return count("segment = ?1 and leftAt is null", segment);
    }
}
