package dev.waymark.template;

import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import dev.waymark.support.Intent;
import dev.waymark.support.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Follows {@code messages/}: sound files there are the live version of their template, at start and a second after they
 * were edited; a template that is not there is the packaged one. A template that is not sound is refused whole, with all
 * its findings; the version before goes on. Files that nobody touched since do not come before what was published
 * meanwhile.
 *
 * <p>Thread-safe. Also brings this node, each second, to what other nodes have published.
 */
@ApplicationScoped
public class TemplateFollower {

    /** After the rules, before the journeys, which refer to templates. */
    private static final int ORDER = 150;

    private static final Logger LOG = Logger.getLogger(TemplateFollower.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Intent EDIT = new Intent(Actor.FOLDER, "Edited in the folder");

    private final DefinitionFolder folder;
    private final TemplateVersions versions;
    private final TemplateChecking checking;
    private final TemplateRequests requests;
    private final LiveTemplates live;

    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, List<Finding>> findings = new TreeMap<>();
    private Map<String, List<DefinitionFile>> packaged = Map.of();
    private List<Loop> loops = List.of();

    TemplateFollower(
            DefinitionFolder folder,
            TemplateVersions versions,
            TemplateChecking checking,
            TemplateRequests requests,
            LiveTemplates live) {
        this.folder = folder;
        this.versions = versions;
        this.checking = checking;
        this.requests = requests;
        this.live = live;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        packaged = TemplateTexts.byTemplate(folder.packaged(TemplateTexts.ROOT));
        look();
        live.refresh();
        requireOffers();
        loops = List.of(
                Loop.start("template-files", LOOK_EVERY, () -> look() && live.refresh()),
                Loop.start("templates", LOOK_EVERY, live::refresh));
    }

    void stop(@Observes ShutdownEvent stop) {
        loops.forEach(Loop::close);
    }

    /** What is wrong with templates in the folder; empty when all of them are sound. */
    public synchronized List<Finding> findings() {
        return findings.values().stream().flatMap(List::stream).toList();
    }

    /** Offers are read at start only: a code of one that is gone would promise nothing. */
    private void requireOffers() {
        var lost = live.all().stream()
                .flatMap(template -> checking.unknownOffer(template).stream())
                .toList();
        if (!lost.isEmpty()) {
            throw new IllegalStateException("Expected offers that live templates name, but:\n" + Finding.asText(lost));
        }
    }

    /** Answers whether a template has changed. */
    private synchronized boolean look() {
        var now = new TreeMap<>(packaged);
        now.putAll(TemplateTexts.byTemplate(folder.edited(TemplateTexts.ROOT)));
        findings.keySet().retainAll(now.keySet());
        var changed = false;
        for (var template : now.entrySet()) {
            var hash = TemplateReader.hash(template.getValue());
            if (hash.equals(seen.get(template.getKey()))) {
                findings.remove(template.getKey());
            } else if (isSettled(template.getKey(), template.getValue(), hash)) {
                // only then: one that could not be stored, or was refused for a journey's sake, is looked at again
                seen.put(template.getKey(), hash);
                changed = true;
            }
        }
        return changed;
    }

    /** Whether the folder's files have become what the folder wants them to be. */
    private boolean isSettled(String template, List<DefinitionFile> files, String hash) {
        if (!hash.equals(versions.saidByFolder().get(template))) {
            var check = checking.check(template, files);
            if (check instanceof TemplateCheck.Refused refused) {
                refuse(template, refused.findings());
                return false;
            }
            requests.follow(template, files, check, EDIT);
            LOG.infof("template published key=%s hash=%s", template, hash);
        }
        findings.remove(template);
        return true;
    }

    /** Said once, as long as it is the same. */
    private void refuse(String template, List<Finding> wrong) {
        if (!wrong.equals(findings.put(template, wrong))) {
            LOG.warnf("template refused, the version before goes on:\n%s", Finding.asText(wrong));
        }
    }
}
