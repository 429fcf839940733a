package dev.waymark.offer;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.KeyedYaml;
import dev.waymark.support.WrittenDuration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people get who show a code, by {@code bpmn/offers.yaml} and files beside it whose names end in
 * {@code -offers.yaml}, read at start. Immutable.
 */
@ApplicationScoped
public class Offers implements KeyCatalogue {

    private static final String FILES = "offers.yaml";
    private static final String POOL = "pool";
    private static final String SKIP = "skip";
    private static final int ALARM_AT = 100;
    private static final int MOST_ALARM_AT = 1_000_000;

    private final Map<String, Offer> offers;

    Offers(DefinitionFolder folder) {
        this.offers = read(folder.read("bpmn", FILES));
    }

    /**
     * A benefit.
     *
     * @param expiresAfter how long a code of it is good; null for ever
     * @param pool where its codes come from; null where each is made when it is needed
     */
    record Offer(
            String key,
            String title,
            @Nullable Duration expiresAfter,
            @Nullable Pool pool) {}

    /**
     * Codes that come from elsewhere.
     *
     * @param alarmAt with so many free codes left, or fewer, somebody should fetch new ones
     * @param skipsWhenEmpty whether a message that would carry a code is left out when none is free; else it is written
     *     without one
     */
    record Pool(int alarmAt, boolean skipsWhenEmpty) {}

    private record Entry(
            @Nullable String title,
            @Nullable String expiresAfter,
            @Nullable String codes,
            @Nullable Integer alarmAt,
            @Nullable String whenEmpty) {}

    Optional<Offer> find(String key) {
        return Optional.ofNullable(offers.get(key));
    }

    /** The offer, if its codes come from a pool. */
    Optional<Offer> findPooled(String key) {
        return find(key).filter(offer -> offer.pool() != null);
    }

    /** Offers whose codes come from pools, in the order of the file. */
    List<Offer> pooled() {
        return offers.values().stream().filter(offer -> offer.pool() != null).toList();
    }

    /** True where a message goes without a code when the pool is empty: its template needs other words then. */
    public boolean goesWithout(String key) {
        return find(key).map(Offer::pool).filter(pool -> !pool.skipsWhenEmpty()).isPresent();
    }

    @Override
    public Kind kind() {
        return Kind.OFFER;
    }

    @Override
    public Set<String> keys() {
        return offers.keySet();
    }

    static Map<String, Offer> read(List<DefinitionFile> files) {
        var offers = new LinkedHashMap<String, Offer>();
        files.forEach(file -> read(file).forEach((key, offer) -> {
            if (offers.putIfAbsent(key, offer) != null) {
                throw refused(file, key, "one entry in all files", "has another before this one");
            }
        }));
        return offers;
    }

    static Map<String, Offer> read(DefinitionFile file) {
        var offers = new LinkedHashMap<String, Offer>();
        KeyedYaml.read(
                        file,
                        Entry.class,
                        "an offer with title, expiresAfter, codes and, for codes: pool, alarmAt and whenEmpty")
                .forEach((key, entry) -> offers.put(key, offer(file, key, entry)));
        return offers;
    }

    private static Offer offer(DefinitionFile file, String key, @Nullable Entry entry) {
        if (entry == null || entry.title() == null) {
            throw refused(file, key, "a title", "has none");
        }
        return new Offer(key, entry.title(), duration(file, key, entry.expiresAfter()), pool(file, key, entry));
    }

    private static @Nullable Duration duration(DefinitionFile file, String key, @Nullable String written) {
        return written == null
                ? null
                : WrittenDuration.of(written)
                        .orElseThrow(() ->
                                refused(file, key, "in expiresAfter " + WrittenDuration.EXPECTED, "has " + written));
    }

    private static @Nullable Pool pool(DefinitionFile file, String key, Entry entry) {
        var codes = entry.codes() == null ? "generated" : entry.codes();
        if (!Set.of("generated", POOL).contains(codes)) {
            throw refused(file, key, "in codes generated or pool", "has " + codes);
        }
        if (!codes.equals(POOL)) {
            if (entry.alarmAt() != null || entry.whenEmpty() != null) {
                throw refused(file, key, "codes: pool beside alarmAt and whenEmpty", "has not");
            }
            return null;
        }
        var whenEmpty = entry.whenEmpty() == null ? "nothing" : entry.whenEmpty();
        if (!Set.of(SKIP, "without").contains(whenEmpty)) {
            throw refused(file, key, "in whenEmpty skip or without", "has " + whenEmpty);
        }
        var alarmAt = entry.alarmAt() == null ? ALARM_AT : entry.alarmAt();
        if (alarmAt < 1 || alarmAt > MOST_ALARM_AT) {
            throw refused(file, key, "in alarmAt a number from 1 to a million", "has " + alarmAt);
        }
        return new Pool(alarmAt, whenEmpty.equals(SKIP));
    }

    private static IllegalStateException refused(DefinitionFile file, String key, String expected, String found) {
        return new IllegalStateException("%s: Expected the offer %s to have %s, but it %s. Correct it."
                .formatted(file.path(), key, expected, found));
    }
}
