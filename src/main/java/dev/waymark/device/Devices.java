package dev.waymark.device;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The devices of people: which there are, and which are gone. One device is one person's, the one who used it last.
 * Thread-safe; each method joins the caller's transaction or is one of its own.
 */
@ApplicationScoped
public class Devices {

    /** Nobody looks at more; somebody who says they have thousands is nobody. */
    private static final int MOST = 10;

    private final DeviceTable table;
    private final DeviceCheck check;
    private final Profiles profiles;
    private final Clock clock;
    private final boolean wantsProof;

    Devices(
            DeviceTable table,
            DeviceCheck check,
            Profiles profiles,
            Clock clock,
            @ConfigProperty(name = "waymark.onsite.user-secret") Optional<String> userSecret) {
        this.table = table;
        this.check = check;
        this.profiles = profiles;
        this.clock = clock;
        this.wantsProof = userSecret.isPresent();
    }

    /**
     * Notes that a device is somebody's, whoever had it before; the same again is the same device.
     *
     * @param isProven whether it is the person who says so, for certain
     */
    @Transactional
    public Outcome<UUID> register(ProfileId profile, boolean isProven, @Nullable DeviceBody said) {
        return check.read(said)
                .then(device -> profiles.lockLiving(profile)
                        .map(person -> Outcome.done(store(person, isProven, device)))
                        .orElseGet(() -> Outcome.refused(stranger())));
    }

    private UUID store(ProfileId person, boolean isProven, Device device) {
        table.store(List.of(new DeviceTable.Owned(person, device, isProven)), clock.instant());
        return table.idOf(device.address());
    }

    /** Who has sent nothing is nobody yet. */
    public static Rejection stranger() {
        return Rejection.of(
                Rejection.Kind.UNKNOWN,
                "profile-unknown",
                "Expected somebody Waymark knows, but nobody has this id. Send a page, identify or track call first.");
    }

    /** Forgets a device; one that is not there is forgotten already. */
    @Transactional
    public void remove(UUID id) {
        table.delete(id);
    }

    /**
     * Where somebody is reached, the device used last first, ten at most. Where the operator wants proofs, a known person
     * is written to on devices only that are theirs for certain: the write key is public, and by it anybody can say that
     * their browser is a certain person's.
     */
    @Transactional
    public List<Device> of(ProfileView person, Set<DeviceKind> kinds) {
        return table.of(person.id(), kinds, wantsProof && person.userId() != null, MOST);
    }

    /** Those of them that are not gone. */
    @Transactional
    public List<Device> find(Collection<UUID> wanted) {
        return table.find(wanted);
    }

    /** They have taken a message. */
    @Transactional
    public void used(Collection<UUID> devices) {
        table.used(devices, clock.instant());
    }

    /** Their push service does not know them any more. */
    @Transactional
    public void gone(Collection<UUID> devices) {
        table.gone(devices, clock.instant());
    }
}
