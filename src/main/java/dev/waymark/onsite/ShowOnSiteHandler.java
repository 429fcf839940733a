package dev.waymark.onsite;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepHeader.Kind;
import dev.waymark.engine.StepJob;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Lets the site show a template to somebody in a slot for a while, as long as they are in the journey, which goes on at
 * once. Thread-safe; one transaction under the profile's lock, under which enrolments end.
 */
@ApplicationScoped
class ShowOnSiteHandler implements StepHandler {

    private final OnsiteTable table;
    private final Profiles profiles;
    private final EnrolmentClaim claim;
    private final Clock clock;

    ShowOnSiteHandler(OnsiteTable table, Profiles profiles, EnrolmentClaim claim, Clock clock) {
        this.table = table;
        this.profiles = profiles;
        this.claim = claim;
        this.clock = clock;
    }

    @Override
    public String jobType() {
        return "waymark:show-on-site:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(
                StepHeader.required("slot", new Kind.NewKey()),
                StepHeader.required("templateKey", new Kind.Key(KeyCatalogue.Kind.ONSITE_TEMPLATE)),
                StepHeader.required("topic", new Kind.Key(KeyCatalogue.Kind.TOPIC)),
                StepHeader.required("showFor", new Kind.Lasting()));
    }

    @Override
    public Left leave(EnrolmentId enrolment, String elementId, long pass) {
        return table.isThere(enrolment.value(), elementId, pass) ? Left.NOTHING : Left.AGAIN;
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var person = profiles.lockPerson(new ProfileId(job.claimed().profile()));
        if (claim.holdActive(job.enrolment(), job.instance())) {
            var now = clock.instant();
            table.insert(
                    job,
                    person,
                    now,
                    now.plus(job.header("showFor").map(Duration::parse).orElseThrow()));
        }
        return Map.of();
    }
}
