package dev.waymark.message;

import dev.waymark.message.link.OwnAddress;
import dev.waymark.message.link.UnsubscribeAddress;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What fills placeholders for everybody alike, from the settings. Immutable. */
@Singleton
class FixedValues {

    private final String contactLine;
    private final String site;
    private final String unsubscribe;

    FixedValues(
            @ConfigProperty(name = "waymark.contact.line") String contactLine,
            @ConfigProperty(name = "waymark.site.address", defaultValue = SiteAddress.NOBODYS) String site,
            OwnAddress own) {
        this.contactLine = contactLine;
        this.site = SiteAddress.checked(site);
        // without an address of ours there is no page of ours: the site is the next best
        this.unsubscribe = own.get().map(UnsubscribeAddress::sample).orElse(this.site);
    }

    @Nullable
    String of(String source) {
        return switch (source) {
            case "config.contact" -> contactLine;
            case "config.site" -> site;
            case "message.unsubscribe" -> unsubscribe;
            default -> null;
        };
    }
}
