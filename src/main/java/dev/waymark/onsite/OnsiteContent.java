package dev.waymark.onsite;

import dev.waymark.consent.ConsentChannel;
import dev.waymark.consent.SendingPermission;
import dev.waymark.message.PersonalText;
import dev.waymark.profile.Identity;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a slot shows to a person at this moment, in words of this moment, and nothing of what they have refused.
 * Thread-safe; one transaction.
 */
@ApplicationScoped
class OnsiteContent {

    /** A slot has room for one; the others are for sites that turn them over. */
    private static final int MOST = 10;

    /** Of which some may be refused. */
    private static final int MOST_LOOKED_AT = 50;

    private final OnsiteTable table;
    private final Profiles profiles;
    private final SendingPermission permission;
    private final PersonalText texts;
    private final Clock clock;

    OnsiteContent(OnsiteTable table, Profiles profiles, SendingPermission permission, PersonalText texts, Clock clock) {
        this.table = table;
        this.profiles = profiles;
        this.permission = permission;
        this.texts = texts;
        this.clock = clock;
    }

    /** Something to be shown. */
    record Shown(UUID id, String slot, String html, Instant until) {}

    /**
     * The newest first; nothing for somebody who is not known.
     *
     * @param isProven whether it is the person who asks; else nothing is said that is theirs alone
     */
    @Transactional
    List<Shown> of(Identity identity, boolean isProven, String slot) {
        return profiles.findByIdentity(identity).flatMap(profiles::find).stream()
                .flatMap(profile -> shown(profile, isProven, slot))
                .toList();
    }

    private Stream<Shown> shown(ProfileView profile, boolean isProven, String slot) {
        return table.open(profile.id(), slot, clock.instant(), MOST_LOOKED_AT).stream()
                .filter(item -> permission
                        .refusalToSee(profile.id(), item.topic(), ConsentChannel.ONSITE.key())
                        .isEmpty())
                .limit(MOST)
                .map(item -> written(item, profile, isProven))
                .flatMap(Optional::stream);
    }

    private Optional<Shown> written(OnsiteTable.Item item, ProfileView profile, boolean isProven) {
        return texts.html(item.template(), ConsentChannel.ONSITE.key(), profile, isProven)
                .map(html -> new Shown(item.id(), item.slot(), html, item.until()));
    }
}
