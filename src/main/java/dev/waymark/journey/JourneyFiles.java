package dev.waymark.journey;

import dev.waymark.journey.model.JourneyCheck;
import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Digest;
import dev.waymark.support.Finding;
import dev.waymark.support.Intent;
import dev.waymark.support.Loop;
import dev.waymark.support.Rejection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Follows {@code bpmn/journeys/}: a sound file there is the current version of its journey, at start and a second after
 * it was edited. A file that is not sound is refused whole, with all its findings; the version before goes on. A file
 * that nobody touched since does not come before what was published meanwhile.
 *
 * <p>Thread-safe. Also brings this node, each second, to what other nodes have published.
 */
@ApplicationScoped
class JourneyFiles {

    /** After the rules, before the engine. */
    private static final int ORDER = 200;

    private static final Logger LOG = Logger.getLogger(JourneyFiles.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** As the migration says of versions that the folder has published at each start. */
    private static final String BEFORE = "Published before there was a life cycle";

    private static final Set<JourneyStatus> BEEN_CURRENT =
            EnumSet.complementOf(EnumSet.of(JourneyStatus.DRAFT, JourneyStatus.CHECKED, JourneyStatus.APPROVED));

    private static final Intent EDIT = new Intent(Actor.FOLDER, "Edited in the folder");

    private final DefinitionFolder folder;
    private final JourneyVersions versions;
    private final JourneyChecking checking;
    private final JourneyRequests requests;
    private final Journeys journeys;

    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, List<Finding>> findings = new TreeMap<>();
    private List<Loop> loops = List.of();

    JourneyFiles(
            DefinitionFolder folder,
            JourneyVersions versions,
            JourneyChecking checking,
            JourneyRequests requests,
            Journeys journeys) {
        this.folder = folder;
        this.versions = versions;
        this.checking = checking;
        this.requests = requests;
        this.journeys = journeys;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        look();
        QuarkusTransaction.requiringNew().run(journeys::refresh);
        loops = List.of(
                Loop.start("journey-files", LOOK_EVERY, this::lookAndFollow),
                Loop.start(
                        "journeys",
                        LOOK_EVERY,
                        () -> QuarkusTransaction.requiringNew().call(journeys::refresh)));
    }

    void stop(@Observes ShutdownEvent stop) {
        loops.forEach(Loop::close);
    }

    /** What is wrong with the files in the folder; empty when all of them are sound. */
    synchronized List<Finding> findings() {
        return findings.values().stream().flatMap(List::stream).toList();
    }

    private boolean lookAndFollow() {
        if (look()) {
            QuarkusTransaction.requiringNew().run(journeys::refresh);
        }
        return false;
    }

    /** Answers whether a file has changed. */
    private synchronized boolean look() {
        var files = folder.read("bpmn/journeys", ".bpmn");
        var changed = false;
        for (var file : files) {
            var hash = Digest.of(file.content());
            if (!hash.equals(seen.get(file.key()))) {
                follow(file, hash);
                seen.put(file.key(), hash);
                changed = true;
            }
        }
        return changed;
    }

    private void follow(DefinitionFile file, String hash) {
        findings.remove(file.key());
        var check = checking.check(file);
        if (check instanceof JourneyCheck.Refused(var refused)) {
            findings.put(file.key(), refused);
            LOG.warnf("journey refused, the version before goes on:\n%s", Finding.asText(refused));
        } else if (seen.containsKey(file.key()) || isNew(versions.of(file.key()), hash)) {
            requests.follow(file, check, EDIT)
                    .ifPresentOrElse(
                            refusal -> keep(file, refusal),
                            () -> LOG.infof("journey published key=%s hash=%s", file.key(), hash.substring(0, 12)));
        }
    }

    private void keep(DefinitionFile file, Rejection refusal) {
        findings.put(file.key(), List.of(Finding.inFile(file.path(), refusal.sentence())));
        LOG.warnf("journey not published key=%s: %s", file.key(), refusal.sentence());
    }

    /**
     * Whether a file says something when it is found at a start: not what the folder has said last, nor what a person
     * has published, because whatever came after that was published over it. A version that never became current is
     * tried again.
     *
     * @param versions the newest first
     */
    static boolean isNew(List<JourneyVersion> versions, String hash) {
        var saidLast = versions.stream().filter(JourneyFiles::isTheFolders).findFirst();
        var byPeople = versions.stream().filter(version -> !isTheFolders(version));
        return Stream.concat(saidLast.stream(), byPeople)
                .filter(version -> version.hash.equals(hash))
                .filter(version -> !version.comment.equals(BEFORE))
                .noneMatch(version -> BEEN_CURRENT.contains(version.status));
    }

    private static boolean isTheFolders(JourneyVersion version) {
        return new Actor(version.author).isSameAs(Actor.FOLDER);
    }
}
