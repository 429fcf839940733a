package dev.waymark.segment.drools;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.segment.drools.Consequence.Join;
import dev.waymark.segment.drools.Consequence.Propose;
import dev.waymark.segment.drools.Consequence.Raise;
import dev.waymark.segment.drools.Token.Kind;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what stands after {@code then}: the one call that the kind of file allows, with literals only. */
final class ConsequenceReader {

    private static final Pattern SCORE = Pattern.compile("[1-9][0-9]?|100");

    private final TokenCursor cursor;
    private final RuleKind kind;
    private final FileFindings findings;

    ConsequenceReader(TokenCursor cursor, RuleKind kind, FileFindings findings) {
        this.cursor = cursor;
        this.kind = kind;
        this.findings = findings;
    }

    Consequence read() {
        return switch (kind) {
            case SEGMENT -> {
                takeAll("segment", ".", "add", "(");
                yield new Join(readReason());
            }
            case SIGNAL -> {
                takeAll("signal", ".", "raise", "(");
                var event = readEvent();
                takeAll(",");
                yield new Raise(event, readReason());
            }
            case POLICY -> {
                takeAll("action", ".", "propose", "(");
                var action = readAction();
                takeAll(",");
                var score = readScore();
                takeAll(",");
                yield new Propose(action, score, readReason());
            }
        };
    }

    private Token readEvent() {
        var event = cursor.takeText("the event's name", onlyThis());
        if (event.text().isBlank()
                || !event.text().strip().equals(event.text())
                || event.text().length() > RuleFileReader.MAX_TEXT) {
            findings.at(
                    event, "Expected the event's name in double quotes, but found " + event.quoted() + ". Change it.");
        } else if (Behaviours.canChangeOrders("track", event.text())
                || Behaviours.canShowInterest("track", event.text())) {
            findings.at(
                    event,
                    "Expected an event that only this rule raises, but " + event.quoted()
                            + " changes orders or interests. Choose another name.");
        }
        return event;
    }

    private String readAction() {
        var action = cursor.takeText("the action's key", onlyThis());
        if (!MetadataCheck.isKey(action.text())) {
            findings.at(
                    action,
                    "Expected an action's key such as \"call-back\", but found " + action.quoted() + ". Change it.");
        }
        return action.text();
    }

    private int readScore() {
        var score = cursor.current();
        if (score.kind() != Kind.NUMBER || !SCORE.matcher(score.text()).matches()) {
            throw cursor.refusal("a score from 1 to 100", "The higher, the better the action is.");
        }
        return Integer.parseInt(cursor.take().text());
    }

    private String readReason() {
        var reason = cursor.takeText("the reason", "Say in words why the rule decides so.");
        findings.requireShort(reason, "a reason", RuleFileReader.MAX_TEXT);
        cursor.take(")", "The reason is one plain text.");
        takeAll(";");
        return reason.text();
    }

    private void takeAll(String... parts) {
        for (var part : List.of(parts)) {
            cursor.take(part, onlyThis());
        }
    }

    private String onlyThis() {
        return "After `then` a rule of this folder says " + kind.consequence() + " and nothing else.";
    }
}
