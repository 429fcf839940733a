package dev.waymark.segment.drools;

import dev.waymark.behaviour.EventSummary;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.SourceRule.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a rule besides its compiled form: enough to say why it decided. */
record CompiledRule(String segment, String name, String reason, Seen seen) {

    Decision decide(ProfileFacts facts) {
        return new Decision(segment, name, reason, factsLookedAt(facts));
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
