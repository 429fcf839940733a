package dev.waymark.segment.drools;

import dev.waymark.behaviour.EventSummary;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Proposal;
import dev.waymark.segment.Signal;
import dev.waymark.segment.drools.Consequence.Propose;
import dev.waymark.segment.drools.Consequence.Raise;
import dev.waymark.segment.drools.SourceRule.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a rule besides its compiled form: enough to say why it decided. */
record CompiledRule(About file, String name, Consequence consequence, Seen seen) {

    boolean is(RuleKind kind) {
        return file.kind() == kind;
    }

    String key() {
        return file.key();
    }

    /** By a rule of a segment. */
    Decision decide(ProfileFacts facts) {
        return new Decision(key(), name, consequence.reason(), factsLookedAt(facts));
    }

    /** By a rule of a signal. */
    Signal signal(ProfileFacts facts) {
        var raise = (Raise) consequence;
        return new Signal(key(), raise.event().text(), name, raise.reason(), factsLookedAt(facts));
    }

    /** By a rule of a policy. */
    Proposal propose(ProfileFacts facts) {
        var proposed = (Propose) consequence;
        return new Proposal(proposed.action(), proposed.score(), key(), name, proposed.reason(), factsLookedAt(facts));
    }

    private Map<String, Object> factsLookedAt(ProfileFacts facts) {
        var lookedAt = new LinkedHashMap<String, Object>();
        lookedAt.put("now", facts.now().toString());
        if (!seen.events().isEmpty()) {
            lookedAt.put("events", events(facts));
        }
        if (!seen.traits().isEmpty()) {
            lookedAt.put("traits", traits(facts));
        }
        var answers = Answers.to(seen.calls(), facts);
        if (!answers.isEmpty()) {
            lookedAt.put("answers", answers);
        }
        return lookedAt;
    }

    private Map<String, Object> events(ProfileFacts facts) {
        var events = new LinkedHashMap<String, Object>();
        seen.events().stream()
                .sorted()
                .forEach(name -> events.put(name, inJson(facts.events().get(name))));
        return events;
    }

    private static Map<String, Object> inJson(@Nullable EventSummary event) {
        var json = new LinkedHashMap<String, Object>();
        json.put("count", event == null ? 0L : event.count());
        if (event != null) {
            json.put("firstAt", event.firstAt().toString());
            json.put("lastAt", event.lastAt().toString());
        }
        return json;
    }

    private Map<String, Object> traits(ProfileFacts facts) {
        var traits = new LinkedHashMap<String, Object>();
        seen.traits().stream()
                .filter(facts.traits()::containsKey)
                .sorted()
                .forEach(name -> traits.put(name, inJson(facts.traits().get(name))));
        return traits;
    }

    // Rules look into single values only; a list or an object counts as being there, whatever it holds.
    private static Object inJson(@Nullable Object trait) {
        return switch (trait) {
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag;
            case Map<?, ?> object -> "(object)";
            case Iterable<?> list -> "(list)";
            case null, default -> String.valueOf(trait);
        };
    }
}
