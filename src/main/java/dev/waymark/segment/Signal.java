package dev.waymark.segment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signal is on for a profile: a rule of its file holds. Whoever remembers that it was not on before raises the event.
 *
 * @param signal key of the rule file
 * @param event name of the event to raise
 * @param rule name of the deciding rule, a sentence
 * @param facts as in {@link Decision}
 */
public record Signal(String signal, String event, String rule, String reason, Map<String, Object> facts) {

    public Signal {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
