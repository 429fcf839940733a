package dev.waymark.message;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Channels;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Failure;
import dev.waymark.template.LiveTemplates;
import dev.waymark.template.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;

/** Finds what a send step names: the template, the channels, the person. Thread-safe. */
@ApplicationScoped
class Addressing {

    /** Header of a step that says how one of several channels is chosen. */
    static final String CHOOSE = "choose";

    static final String FIRST = "first";
    static final String BEST = "best";

    /** Trait by which somebody says how they like to be written to: the key of a channel. */
    private static final String PREFERRED = "preferredChannel";

    private final LiveTemplates templates;
    private final Channels channels;
    private final Profiles profiles;
    private final OpenRoads open;
    private final AnsweredChannels answered;

    Addressing(
            LiveTemplates templates, Channels channels, Profiles profiles, OpenRoads open, AnsweredChannels answered) {
        this.templates = templates;
        this.channels = channels;
        this.profiles = profiles;
        this.open = open;
        this.answered = answered;
    }

    /**
     * What is sent to whom.
     *
     * @param roads channels it may take, the preferred first
     */
    record Sending(Template template, List<Channel> roads, ProfileView profile) {}

    /**
     * What a step sends, and the channel it would take first.
     *
     * @param channel key
     */
    record Addressed(Sending sending, String channel) {}

    /** Everything that is read for it, in one transaction. */
    @Transactional
    Addressed address(StepJob job, String topic) {
        var sending = of(job);
        return new Addressed(sending, road(sending, topic));
    }

    /** The linker has checked the keys when the journey was published; a definition may have gone since. */
    private Sending of(StepJob job) {
        var template = job.header("templateKey")
                .flatMap(templates::find)
                .orElseThrow(() -> gone("template-gone", "a message template"));
        var roads = job.header("channel").map(StepHeader::keys).orElse(List.of()).stream()
                .map(this::channel)
                .toList();
        var profile = profiles.find(new ProfileId(job.claimed().profile()))
                .orElseThrow(() -> gone("profile-gone", "a profile"));
        return new Sending(template, isBestChosen(job) ? bestFirst(roads, profile) : roads, profile);
    }

    private static boolean isBestChosen(StepJob job) {
        return job.header(CHOOSE).filter(BEST::equals).isPresent();
    }

    /** What the person has asked for, then where they answer most; the order of the step where there is no difference. */
    private List<Channel> bestFirst(List<Channel> roads, ProfileView profile) {
        var chances = answered.of(profile.id());
        var wanted = profile.text(PREFERRED).orElse("");
        return roads.stream()
                .sorted(Comparator.comparing((Channel channel) -> !channel.key().equals(wanted))
                        .thenComparing(channel -> -chances.getOrDefault(channel.key(), AnsweredChannels.UNKNOWN)))
                .toList();
    }

    Channel channel(String key) {
        return channels.find(key).orElseThrow(() -> gone("channel-gone", "a channel"));
    }

    /**
     * The first channel by which the person can be reached now and allows to be written to about the topic; the preferred
     * one where there is none, so that what is recorded is why they do not get it there.
     */
    private String road(Sending sending, String topic) {
        if (sending.roads().size() == 1) {
            return sending.roads().getFirst().key();
        }
        return sending.roads().stream()
                .filter(channel -> leadsTo(sending.profile(), topic, channel))
                .map(Channel::key)
                .findFirst()
                .orElseGet(() -> sending.roads().getFirst().key());
    }

    private boolean leadsTo(ProfileView profile, String topic, Channel channel) {
        var address = channel.addressOf(profile);
        return address.isPresent()
                && open.refusal(profile.id(), topic, channel.key(), address.get())
                        .isEmpty();
    }

    private static Failure gone(String code, String what) {
        return Failure.lasting(code, "Expected the step to name " + what + " that exists, but it does not.");
    }
}
