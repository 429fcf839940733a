package dev.waymark.template;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder a template declares, so that a sender knows what to supply and what to write where nothing is known.
 *
 * @param from {@code trait.<name>}, {@code offer.code}, {@code config.site}, {@code config.contact},
 *     {@code message.unsubscribe}, {@code reason}, or
 *     where products come from: {@code recently-browsed}, {@code related} or {@code best-sellers}
 * @param fallback text by locale
 * @param products which ones; null where it is no list of products
 */
public record Parameter(
        String name,
        String from,
        Map<String, String> fallback,
        @Nullable ProductList products) {

    static final String TRAIT = "trait.";
    static final String OFFER_CODE = "offer.code";
    static final String SITE = "config.site";
    static final String CONTACT = "config.contact";
    static final String UNSUBSCRIBE = "message.unsubscribe";
    static final String REASON = "reason";

    public Parameter {
        fallback = Map.copyOf(fallback);
    }

    Parameter(String name, String from, Map<String, String> fallback) {
        this(name, from, fallback, null);
    }

    /** True where the value is the reason to give for the first product of the template. */
    public boolean isReason() {
        return from.equals(REASON);
    }

    /** True where the value is a person's own; such a value is never trusted. */
    public boolean isTrait() {
        return from.startsWith(TRAIT);
    }

    /** What to write in this locale where the value is missing; English where the locale has no words of its own. */
    public Optional<String> fallback(String locale) {
        return Optional.ofNullable(fallback.get(locale))
                .or(() -> Optional.ofNullable(
                        fallback.get(Locale.forLanguageTag(locale).getLanguage())))
                .or(() -> Optional.ofNullable(fallback.get(LocaleChoice.ENGLISH)));
    }
}
