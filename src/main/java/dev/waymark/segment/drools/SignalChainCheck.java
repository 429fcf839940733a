package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Consequence.Raise;
import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Across files: no signal looks at an event that a signal raises, or two of them could keep each other going for ever.
 */
final class SignalChainCheck {

    private SignalChainCheck() {}

    static List<Finding> of(List<CheckedFile> files) {
        var raisedBy = raisedBy(files);
        var findings = new ArrayList<Finding>();
        for (var file : files) {
            if (file.is(RuleKind.SIGNAL)) {
                file.rules().forEach(rule -> findings.addAll(check(file.about().file(), rule, raisedBy)));
            }
        }
        return findings;
    }

    private static Map<String, String> raisedBy(List<CheckedFile> files) {
        var raisedBy = new HashMap<String, String>();
        for (var file : files) {
            for (var rule : file.rules()) {
                if (rule.consequence() instanceof Raise(var event, var reason)) {
                    raisedBy.putIfAbsent(event.text(), file.about().file());
                }
            }
        }
        return raisedBy;
    }

    private static List<Finding> check(String file, SourceRule rule, Map<String, String> raisedBy) {
        return rule.seen().events().stream()
                .filter(raisedBy::containsKey)
                .sorted()
                .map(event -> Finding.atLine(
                        file,
                        rule.name().line(),
                        rule.name().column(),
                        "Expected a signal to look at what people do, but it looks at \"" + event + "\", which "
                                + raisedBy.get(event) + " raises. Ask for what that signal asks for."))
                .toList();
    }
}
