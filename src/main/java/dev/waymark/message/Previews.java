package dev.waymark.message;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.REFUSED;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.message.PersonalText.Reader;
import dev.waymark.message.PreviewView.Filled;
import dev.waymark.profile.Identity;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Finding;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import dev.waymark.template.Parameter;
import dev.waymark.template.Rendered;
import dev.waymark.template.StoredTemplates;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateCheck;
import dev.waymark.template.TemplateFailure;
import dev.waymark.template.TemplateVersionView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a template as a person would get it, and changes nothing: no code is reserved, nothing is counted. Any version
 * can be written again, however long ago it was live. Thread-safe.
 */
@ApplicationScoped
public class Previews {

    /** Looks like a code and is none: its letters I, L, O and U are in no code. */
    static final String SAMPLE_CODE = "SAMPLE-CODE";

    private static final String EMAIL = "email";
    private static final String TRAIT = "trait.";

    private final StoredTemplates templates;
    private final PersonalText texts;
    private final Profiles profiles;

    Previews(StoredTemplates templates, PersonalText texts, Profiles profiles) {
        this.templates = templates;
        this.texts = texts;
        this.profiles = profiles;
    }

    /** What is to be shown: a stored version, or texts that are not stored. */
    record Source(String key, @Nullable TemplateVersionView version, TemplateCheck check) {}

    /** A template that one person reads, on the way to it. */
    record Reading(Template template, Reader reader, Map<String, Object> values) {

        Rendered rendered() {
            return template.render(reader.locale(), reader.channel(), values);
        }

        @Nullable
        String sampleCode() {
            return template.offer() == null ? null : SAMPLE_CODE;
        }
    }

    /** User id of the newest person, to show a template as while nobody is named. */
    public Optional<String> newestPerson() {
        return profiles.newestUserId();
    }

    /** @param sent texts by path that are not stored; over those of the version wished for, or all there is */
    public Outcome<PreviewView> show(String key, PreviewWish wish, @Nullable Map<String, @Nullable String> sent) {
        return source(key, wish, sent).then(source -> switch (source.check()) {
            case TemplateCheck.Refused refused -> Outcome.done(unread(source, refused.findings()));
            case TemplateCheck.Accepted accepted ->
                reading(accepted.templates().find(key).orElseThrow(), wish)
                        .then(reading -> Outcome.done(view(source, reading)));
        });
    }

    Outcome<Source> source(String key, PreviewWish wish, @Nullable Map<String, @Nullable String> sent) {
        if (sent != null && wish.version() == null) {
            return Outcome.done(new Source(key, null, templates.check(key, sent)));
        }
        var stored = wish.version() == null ? templates.live(key) : templates.byNumber(key, wish.version());
        return stored.map(found -> sent == null
                        ? new Source(key, found.version(), found.check())
                        : new Source(key, null, templates.check(key, wish.version(), sent)))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Rejection.of(
                        UNKNOWN,
                        "version-unknown",
                        "Expected a version of this template, or one that is live, but there is none.")));
    }

    Outcome<Reading> reading(Template template, PreviewWish wish) {
        return profile(wish)
                .then(profile -> channel(template, wish).then(channel -> {
                    var locale = wish.locale() == null ? PersonalText.locale(profile) : wish.locale();
                    var code = template.offer() == null ? null : SAMPLE_CODE;
                    var reader = new Reader(profile, locale, channel);
                    return Outcome.done(new Reading(template, reader, values(template, reader, code)));
                }));
    }

    /** Where there are no products, rendering says which parameter lacks them. */
    private Map<String, Object> values(Template template, Reader reader, @Nullable String code) {
        try {
            return texts.values(template, reader, code);
        } catch (ProductValues.NoProducts none) {
            return texts.known(template, reader.profile(), code);
        }
    }

    private Outcome<ProfileView> profile(PreviewWish wish) {
        if ((wish.userId() == null) == (wish.profileId() == null)) {
            return Outcome.refused(Rejection.of(
                    INVALID, "profile-missing", "Expected either userId or profileId, but not exactly one is given."));
        }
        var id = wish.userId() == null
                ? Optional.of(new ProfileId(wish.profileId()))
                : profiles.findByIdentity(Identity.user(wish.userId()));
        return id.flatMap(profiles::find)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Rejection.of(
                        REFUSED,
                        "profile-unknown",
                        "Expected somebody Waymark knows, but no profile has this id. Send an identify or track call"
                                + " first.")));
    }

    private static Outcome<String> channel(Template template, PreviewWish wish) {
        var channels = template.channels();
        var channel = wish.channel() != null ? wish.channel() : channels.contains(EMAIL) ? EMAIL : channels.first();
        return channels.contains(channel)
                ? Outcome.done(channel)
                : Outcome.refused(Rejection.at(
                        "channel",
                        REFUSED,
                        "template-without-channel",
                        "Expected a channel that the template is written for, but it is another. It knows "
                                + String.join(", ", channels) + "."));
    }

    private static PreviewView unread(Source source, List<Finding> findings) {
        var version = Optional.ofNullable(source.version());
        return new PreviewView(
                source.key(),
                version.map(TemplateVersionView::version).orElse(null),
                version.map(TemplateVersionView::hash).orElse(null),
                version.map(TemplateVersionView::status).orElse(null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                findings);
    }

    private static PreviewView view(Source source, Reading reading) {
        try {
            return view(source, reading, reading.rendered(), null);
        } catch (TemplateFailure failed) {
            return view(source, reading, new Rendered(failed.place().locale(), Map.of()), failed.getMessage());
        }
    }

    private static PreviewView view(Source source, Reading reading, Rendered rendered, @Nullable String failure) {
        var version = Optional.ofNullable(source.version());
        return new PreviewView(
                source.key(),
                version.map(TemplateVersionView::version).orElse(null),
                reading.template().version(),
                version.map(TemplateVersionView::status).orElse(null),
                rendered.locale(),
                reading.reader().channel(),
                rendered.subject(),
                rendered.html(),
                rendered.text(),
                rendered.approved(),
                reading.sampleCode(),
                reading.template().parameters().stream()
                        .map(parameter -> filled(parameter, reading, rendered.locale()))
                        .toList(),
                failure,
                List.of());
    }

    private static Filled filled(Parameter parameter, Reading reading, String locale) {
        var own = reading.values().get(parameter.name());
        if (own != null) {
            return new Filled(parameter.name(), parameter.from(), own, false, "");
        }
        var fallback = parameter.fallback(locale);
        return new Filled(
                parameter.name(),
                parameter.from(),
                fallback.orElse(null),
                fallback.isPresent(),
                why(parameter, reading.reader().profile()));
    }

    private static String why(Parameter parameter, ProfileView profile) {
        if (!parameter.isTrait()) {
            return "There is nothing from " + parameter.from() + " for this person.";
        }
        var trait = parameter.from().substring(TRAIT.length());
        if (!profile.traits().containsKey(trait)) {
            return "The person has no trait " + trait + ".";
        }
        return profile.traits().get(trait) instanceof String
                ? "The person's trait " + trait + " is blank."
                : "The person's trait " + trait + " is no text.";
    }
}
