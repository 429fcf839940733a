package dev.waymark.offer;

import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** Offers whose messages go without a code where there is none left: their templates need other words. Immutable. */
@ApplicationScoped
class OffersWithoutCode implements KeyCatalogue {

    private final Set<String> keys;

    OffersWithoutCode(Offers offers) {
        this.keys = offers.keys().stream().filter(offers::goesWithout).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Kind kind() {
        return Kind.OFFER_WITHOUT_CODE;
    }

    @Override
    public Set<String> keys() {
        return keys;
    }
}
