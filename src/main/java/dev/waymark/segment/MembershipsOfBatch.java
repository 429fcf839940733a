package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Evaluations.Evaluation;
import dev.waymark.segment.Evaluations.Standing;
import dev.waymark.segment.Memberships.Current;
import jakarta.transaction.TransactionScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The memberships of everybody the running transaction is about, kept up while it lasts. */
@TransactionScoped
class MembershipsOfBatch {

    private final Map<ProfileId, Map<String, Current>> current = new HashMap<>();
    private final Map<ProfileId, Set<String>> signalsOn = new HashMap<>();
    private final Map<ProfileId, Evaluation> evaluations = new HashMap<>();
    private final Set<ProfileId> changed = new HashSet<>();
    private final Set<ProfileId> confirmed = new HashSet<>();

    private final Map<Long, Concerned> concerned = new HashMap<>();
    private @Nullable Rules rules;

    /** One rule set for the whole transaction, whatever is activated meanwhile. */
    record Rules(RuleSet set, String basis) {}

    void open(Collection<Standing> standings) {
        standings.forEach(standing -> {
            var profile = standing.profile();
            var bySegment = new HashMap<String, Current>();
            standing.memberships().forEach(membership -> bySegment.put(membership.segment(), membership));
            current.put(profile, bySegment);
            signalsOn.put(profile, new HashSet<>(standing.signals()));
            if (standing.evaluation() != null) {
                evaluations.put(profile, standing.evaluation());
            }
            if (standing.isUncopied()) {
                changed.add(profile);
            }
        });
    }

    Rules rules(Supplier<Rules> active) {
        if (rules == null) {
            rules = active.get();
        }
        return Objects.requireNonNull(rules);
    }

    /** Of the rules that were asked. */
    String basis() {
        return Objects.requireNonNull(rules).basis();
    }

    /** Who looks at the event: found when the batch is opened, to read what they ask, and used when it is told. */
    Concerned concerned(EventIngested event, RuleSet set) {
        return concerned.computeIfAbsent(event.seq(), seq -> set.concerned(event));
    }

    /** Whether the profile has to be asked about everything: for the first time, by other rules, or because time passed. */
    boolean isOver(ProfileId profile, String basis, Instant now) {
        var evaluation = evaluations.get(profile);
        return evaluation == null || evaluation.isOver(basis, now);
    }

    /** Past the proxy, which looks for the transaction at each call: for who asks many things at once. */
    MembershipsOfBatch itself() {
        return this;
    }

    /** Keys of what the profile is in: a view. */
    Set<String> segments(ProfileId profile) {
        return Collections.unmodifiableSet(of(profile).keySet());
    }

    Optional<Current> membership(ProfileId profile, String segment) {
        return Optional.ofNullable(of(profile).get(segment));
    }

    /** A copy: it may be changed while it is read. */
    List<Current> all(ProfileId profile) {
        return new ArrayList<>(of(profile).values());
    }

    private Map<String, Current> of(ProfileId profile) {
        return current.computeIfAbsent(profile, any -> new HashMap<>());
    }

    void entered(ProfileId profile, Current membership) {
        of(profile).put(membership.segment(), membership);
        changed.add(profile);
    }

    void left(ProfileId profile, Current membership) {
        of(profile).remove(membership.segment());
        changed.add(profile);
    }

    /** Keys of what is on: a view. */
    Set<String> signals(ProfileId profile) {
        return Collections.unmodifiableSet(onOf(profile));
    }

    private Set<String> onOf(ProfileId profile) {
        return signalsOn.computeIfAbsent(profile, any -> new HashSet<>());
    }

    void switched(ProfileId profile, String signal, boolean on) {
        var signals = onOf(profile);
        if (on) {
            signals.add(signal);
        } else {
            signals.remove(signal);
        }
    }

    /** Everything was asked. */
    void evaluated(ProfileId profile, Evaluation evaluation) {
        var before = evaluations.put(profile, evaluation);
        if (before == null || !Objects.equals(before.dueAt(), evaluation.dueAt())) {
            changed.add(profile);
        } else if (!before.basis().equals(evaluation.basis())) {
            confirmed.add(profile);
        }
    }

    /** Of whom nothing but the basis is another: they are what they were by other rules; once. */
    Set<ProfileId> takeConfirmed() {
        var taken = new HashSet<>(confirmed);
        taken.removeAll(changed);
        confirmed.clear();
        return taken;
    }

    /** When the profile is asked again anyway; null if never. */
    @Nullable
    Instant dueAt(ProfileId profile) {
        var evaluation = evaluations.get(profile);
        return evaluation == null ? null : evaluation.dueAt();
    }

    /** Something was asked that may have another answer from then on; what is due before stays due. */
    void dueAt(ProfileId profile, Instant moment) {
        var before = evaluations.get(profile);
        if (before != null && (before.dueAt() == null || moment.isBefore(before.dueAt()))) {
            evaluated(profile, new Evaluation(before.basis(), moment));
        }
    }

    /** Of whom something is to be written; once. Who was never asked about everything has nothing to be found by. */
    List<Standing> takeChanged() {
        var taken = changed.stream()
                .filter(evaluations::containsKey)
                .map(profile -> new Standing(
                        profile,
                        evaluations.get(profile),
                        all(profile),
                        signalsOn.getOrDefault(profile, Set.of()),
                        false))
                .toList();
        changed.clear();
        return taken;
    }
}
