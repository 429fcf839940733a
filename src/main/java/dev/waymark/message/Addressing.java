package dev.waymark.message;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Channels;
import dev.waymark.engine.StepJob;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Failure;
import dev.waymark.template.Template;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds what a send step names: the template, the channel, the person. Thread-safe. */
@ApplicationScoped
class Addressing {

    private final TemplateFiles templates;
    private final Channels channels;
    private final Profiles profiles;

    Addressing(TemplateFiles templates, Channels channels, Profiles profiles) {
        this.templates = templates;
        this.channels = channels;
        this.profiles = profiles;
    }

    /** What is sent by which channel to whom. */
    record Sending(Template template, Channel channel, ProfileView profile) {}

    /** The linker has checked the keys when the journey was published; a definition may have gone since. */
    Sending of(StepJob job) {
        var template = job.header("templateKey")
                .flatMap(templates::find)
                .orElseThrow(() -> gone("template-gone", "a message template"));
        var channel =
                job.header("channel").flatMap(channels::find).orElseThrow(() -> gone("channel-gone", "a channel"));
        var profile = profiles.find(new ProfileId(job.claimed().profile()))
                .orElseThrow(() -> gone("profile-gone", "a profile"));
        return new Sending(template, channel, profile);
    }

    private static Failure gone(String code, String what) {
        return Failure.lasting(code, "Expected the step to name " + what + " that exists, but it does not.");
    }
}
