package dev.waymark.segment;

import dev.waymark.behaviour.Thresholds;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Digest;
import dev.waymark.support.Finding;
import dev.waymark.support.Loop;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rule set that is live, and the watch over the folder it comes from.
 *
 * <p>A broken edit never replaces a good set: its findings are kept for whoever asks, and the last good one goes
 * on, over restarts too. Thread-safe.
 */
@ApplicationScoped
public class RuleSets implements PanacheRepositoryBase<StoredRuleSet, String> {

    /** Rules are there before anything that asks them. */
    public static final int START_ORDER = 100;

    private static final Logger LOG = Logger.getLogger(RuleSets.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final RuleCompiler compiler;
    private final DefinitionFolder folder;
    private final Event<RuleSetActivated> activated;
    private final Thresholds thresholds;
    private final Clock clock;

    private volatile State state = new State(null, Instant.EPOCH, List.of());
    private String seen = "";
    private @Nullable Loop watch;

    private record State(@Nullable RuleSet active, Instant since, List<Finding> findings) {}

    RuleSets(
            RuleCompiler compiler,
            DefinitionFolder folder,
            Event<RuleSetActivated> activated,
            Thresholds thresholds,
            Clock clock) {
        this.thresholds = thresholds;
        this.compiler = compiler;
        this.folder = folder;
        this.activated = activated;
        this.clock = clock;
    }

    void start(@Observes @Priority(START_ORDER) StartupEvent start) {
        look();
        if (state.active() == null) {
            fallBack();
        }
        watch = Loop.start("rule-watch", LOOK_EVERY, this::look);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (watch != null) {
            watch.close();
        }
    }

    /** The rule set that decides now. */
    public RuleSet active() {
        var active = state.active();
        if (active == null) {
            throw new IllegalStateException("Rules are asked only after they were loaded at start");
        }
        return active;
    }

    /** What memberships rest on besides the profile itself: another rule set, or other bounds of scores, is another. */
    String basis() {
        return basisOf(active());
    }

    String basisOf(RuleSet active) {
        return active.asked().orders() ? active.version() + "+" + thresholds.version() : active.version();
    }

    /** Since when the live rule set decides. */
    public Instant activeSince() {
        return state.since();
    }

    /** What is wrong with the files in the folder now; empty when they are what is live. */
    public List<Finding> findings() {
        return state.findings();
    }

    /** Looks at the folder once; compiles it if it changed since the last look. */
    private boolean look() {
        var files = Stream.concat(folder.read("rules", ".drl").stream(), folder.read("rules/tables", ".csv").stream())
                .toList();
        var fingerprint = fingerprint(files);
        if (fingerprint.equals(seen)) {
            return false;
        }
        switch (compiler.check(files)) {
            case RuleCheck.Accepted(var ruleSet) -> activate(ruleSet, files);
            case RuleCheck.Refused(var findings) -> refuse(findings);
        }
        // only now: a set that could not be stored is looked at again
        seen = fingerprint;
        return false;
    }

    private static String fingerprint(List<DefinitionFile> files) {
        return Digest.of(files.stream()
                .map(file -> file.path() + " " + Digest.of(file.content()))
                .collect(Collectors.joining("\n")));
    }

    private void activate(RuleSet ruleSet, List<DefinitionFile> files) {
        var since = QuarkusTransaction.requiringNew().call(() -> store(ruleSet, files));
        state = new State(ruleSet, since, List.of());
        LOG.infof("rule set live version=%s segments=%s", ruleSet.version(), keysOf(ruleSet));
    }

    /** Answers since when this rule set decides: for long already, when it was the last one before a restart. */
    private Instant store(RuleSet ruleSet, List<DefinitionFile> files) {
        var latest = latest().filter(last -> last.version.equals(ruleSet.version()));
        if (latest.isPresent()) {
            return latest.get().activatedAt;
        }
        var stored = findByIdOptional(ruleSet.version()).orElseGet(StoredRuleSet::new);
        stored.version = ruleSet.version();
        stored.sources = files.stream().collect(Collectors.toMap(DefinitionFile::path, DefinitionFile::text));
        stored.activatedAt = clock.instant();
        persist(stored);
        activated.fire(new RuleSetActivated(ruleSet.version(), keysOf(ruleSet)));
        return stored.activatedAt;
    }

    private Optional<StoredRuleSet> latest() {
        return find("order by activatedAt desc").firstResultOptional();
    }

    private void refuse(List<Finding> findings) {
        state = new State(state.active(), state.since(), List.copyOf(findings));
        LOG.warnf("rule files refused, the last good rule set stays:\n%s", Finding.asText(findings));
    }

    /** The folder was broken while Waymark was away: the rules that were live last go on. */
    private void fallBack() {
        var findings = state.findings();
        var last = QuarkusTransaction.requiringNew().call(this::latest);
        if (last.isEmpty()) {
            throw new IllegalStateException("Expected rules that compile, but the first ones do not:\n"
                    + Finding.asText(findings) + "\nMend the files and start again.");
        }
        var files = last.get().sources.entrySet().stream()
                .map(entry ->
                        new DefinitionFile(entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8)))
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
        if (compiler.check(files) instanceof RuleCheck.Accepted(var ruleSet)) {
            state = new State(ruleSet, last.get().activatedAt, findings);
        }
    }

    private static List<String> keysOf(RuleSet ruleSet) {
        return ruleSet.segments().stream().map(SegmentDefinition::key).sorted().toList();
    }
}
