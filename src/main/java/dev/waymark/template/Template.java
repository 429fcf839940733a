package dev.waymark.template;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message template in all its locales and channels, parsed and checked, so that a send only fills in values.
 *
 * <p>Immutable and thread-safe; a new version of its files is a new object.
 */
public final class Template {

    private final TemplateMeta meta;
    private final String version;
    private final SortedMap<PartName, MessagePart> parts;
    private final Map<PartName, ApprovedPart> approved;

    /** @param approved by the text they belong to */
    Template(
            TemplateMeta meta,
            String version,
            SortedMap<PartName, MessagePart> parts,
            Map<PartName, ApprovedPart> approved) {
        this.approved = Map.copyOf(approved);
        this.meta = meta;
        this.version = version;
        this.parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    public String key() {
        return meta.key();
    }

    public String title() {
        return meta.title();
    }

    /** Key of the offer whose code the message carries, or null. */
    public @Nullable String offer() {
        return meta.offer();
    }

    /** Whether it may be seen who clicks in it and opens it. */
    public boolean isFollowed() {
        return meta.followsLinks();
    }

    /**
     * The hosts to which links of this template may lead: those in its own words, and in values that no person has said,
     * such as products'. In lower case.
     *
     * @param values by parameter name
     */
    public Set<String> hosts(Map<String, ?> values) {
        var hosts = new TreeSet<String>();
        parts.values().forEach(part -> hosts.addAll(part.hosts()));
        parameters().stream()
                .filter(parameter -> !parameter.isTrait())
                .forEach(parameter -> hosts.addAll(Hosts.in(values.get(parameter.name()))));
        return hosts;
    }

    public List<Parameter> parameters() {
        return meta.parameters();
    }

    /** Whether every body on the channel holds the link to unsubscribe. */
    public boolean saysHowToUnsubscribe(String channel) {
        var links = parameters().stream()
                .filter(parameter -> parameter.from().equals(Parameter.UNSUBSCRIBE))
                .map(Parameter::name)
                .collect(Collectors.toSet());
        return parts.values().stream()
                .filter(part ->
                        part.name().channel().equals(channel) && part.name().isBody())
                .allMatch(part ->
                        part.placeholders().stream().map(Placeholder::parameter).anyMatch(links::contains));
    }

    /** Whether it has other words in each of its locales where it carries a code and there is none. */
    public boolean canGoWithoutCode() {
        return parameters().stream()
                .filter(parameter -> parameter.from().equals(Parameter.OFFER_CODE))
                .allMatch(parameter -> parts.keySet().stream()
                        .allMatch(part -> parameter.fallback(part.locale()).isPresent()));
    }

    /** 12 hexadecimal digits over all files: what a message records, so that its words can be found again. */
    public String version() {
        return version;
    }

    /** The channels this template is written for. */
    public SortedSet<String> channels() {
        return parts.keySet().stream().map(PartName::channel).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The locales this template speaks on a channel; none where it does not know the channel. */
    public SortedSet<String> locales(String channel) {
        var locales = new TreeSet<String>();
        parts.keySet().stream()
                .filter(part -> part.channel().equals(channel))
                .forEach(part -> locales.add(part.locale()));
        return locales;
    }

    /** The locale in which it would be written on a channel for somebody who wants this one; the same where it is none. */
    public String spoken(String locale, String channel) {
        return LocaleChoice.nearest(locale, locales(channel)).orElse(locale);
    }

    /**
     * Renders for one person, in the nearest locale there is. A body that is written with markup only gets its text from
     * that.
     *
     * @param values by parameter name; missing, null or blank ones give way to the declared fallback
     * @throws TemplateFailure where a value is missing or of a kind a template cannot hold
     */
    public Rendered render(String locale, String channel, Map<String, ?> values) {
        var chosen = LocaleChoice.nearest(locale, locales(channel))
                .orElseThrow(() -> new TemplateFailure(
                        TemplatePlace.whole(key(), locale),
                        null,
                        "Expected a channel this template is written for, but it has no parts for " + channel
                                + ". Write them or choose another channel."));
        var filled = new MessageValues(TemplatePlace.whole(key(), chosen)).fill(parameters(), values);
        var texts = new HashMap<String, String>();
        parts.forEach((name, part) -> {
            if (name.channel().equals(channel) && name.locale().equals(chosen)) {
                texts.put(name.file(), part.render(key(), filled));
            }
        });
        var html = texts.get(PartName.HTML);
        if (html != null) {
            texts.computeIfAbsent(PartName.TEXT, none -> PlainText.of(html));
        }
        var words = approved.get(new PartName(chosen, channel, PartName.TEXT));
        return new Rendered(chosen, texts, words == null ? null : words.filled(filled));
    }
}
