package dev.waymark.release;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFiles;
import dev.waymark.segment.RuleFilesCheck;
import dev.waymark.segment.RuleSets;
import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import dev.waymark.support.Intent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The folder of rule files: an edit there is a release that decides at once.
 *
 * <p>A broken edit is no release; what is wrong with it is kept for whoever asks. What the folder said last is the last
 * release by its name: a folder nobody touched since does not come before what was activated meanwhile, over restarts
 * too. Thread-safe; each release is one transaction.
 */
@ApplicationScoped
class RuleFolder {

    private static final Logger LOG = Logger.getLogger(RuleFolder.class);
    private static final Intent EDIT = new Intent(Actor.FOLDER, "Edited in the folder");

    private final DefinitionFolder folder;
    private final RuleFilesCheck check;
    private final Releases releases;
    private final Activations activations;
    private final RuleSets ruleSets;

    private String seen = "";

    RuleFolder(
            DefinitionFolder folder,
            RuleFilesCheck check,
            Releases releases,
            Activations activations,
            RuleSets ruleSets) {
        this.folder = folder;
        this.check = check;
        this.releases = releases;
        this.activations = activations;
        this.ruleSets = ruleSets;
    }

    /** Looks once; answers whether there is a new release. */
    synchronized boolean look() {
        var files = RuleFiles.among(folder.read(RuleFiles.ROOT, ""));
        var hash = Releases.hash(files);
        if (hash.equals(seen)) {
            return false;
        }
        var released = !isKnown(hash) && release(files);
        if (released || isKnown(hash)) {
            ruleSets.report(List.of());
        }
        // only now: a set that could not be stored is looked at again
        seen = hash;
        return released;
    }

    /** As at a start. */
    synchronized void forget() {
        seen = "";
    }

    private boolean isKnown(String hash) {
        return releases.lastOf(Actor.FOLDER)
                .filter(last -> last.hash.equals(hash))
                .isPresent();
    }

    private boolean release(List<DefinitionFile> files) {
        var checked = check.check(files);
        if (checked instanceof RuleCheck.Refused(var findings)) {
            ruleSets.report(findings);
            LOG.warnf("rule files refused, the last good rule set stays:\n%s", Finding.asText(findings));
            return false;
        }
        return QuarkusTransaction.requiringNew().call(() -> activate(files, checked));
    }

    /** Another node may watch the same folder. */
    private boolean activate(List<DefinitionFile> files, RuleCheck checked) {
        releases.lock();
        if (isKnown(Releases.hash(files))) {
            return false;
        }
        var release = releases.add(new Releases.Handed(files, EDIT, null), checked);
        return activations
                .activate(release, checked, new Activations.Turn(ReleaseStep.FOLLOW, EDIT))
                .isEmpty();
    }
}
