package dev.waymark.testing;

import static dev.waymark.engine.StepHeader.optional;
import static dev.waymark.engine.StepHeader.required;
import static dev.waymark.support.KeyCatalogue.Kind.CHANNEL;
import static dev.waymark.support.KeyCatalogue.Kind.OFFER;
import static dev.waymark.support.KeyCatalogue.Kind.ONSITE_TEMPLATE;
import static dev.waymark.support.KeyCatalogue.Kind.SEGMENT;
import static dev.waymark.support.KeyCatalogue.Kind.TEMPLATE;
import static dev.waymark.support.KeyCatalogue.Kind.TOPIC;
import static dev.waymark.support.KeyCatalogue.Kind.WEBHOOK;

import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepHeader.Kind;
import java.util.List;
import java.util.Map;

/**
 * Every kind of step with the headers its handler declares, for tests without handlers. Element templates are held
 * against it, and so is each handler there is.
 */
public final class DeclaredSteps {

    public static final Map<String, List<StepHeader>> HEADERS = Map.ofEntries(
            Map.entry(
                    "waymark:arm-wait:1", List.of(optional("lookBack", new Kind.OneOf("uncounted", "entry", "none")))),
            Map.entry(
                    "waymark:send-message:1",
                    List.of(
                            required("templateKey", new Kind.Key(TEMPLATE)),
                            required("channel", new Kind.Keys(CHANNEL)),
                            optional("choose", new Kind.OneOf("first", "best")),
                            required("topic", new Kind.Key(TOPIC)),
                            optional("tooLateAfter", new Kind.Lasting()),
                            optional("quietHours", new Kind.OneOf("hold", "skip", "ignore")))),
            Map.entry("waymark:decide:1", List.of(required("segments", new Kind.Keys(SEGMENT)))),
            Map.entry(
                    "waymark:split:1",
                    List.of(required("arms", new Kind.Split()), optional("experiment", new Kind.NewKey()))),
            Map.entry(
                    "waymark:wait-until:1",
                    List.of(
                            optional("timeOfDay", new Kind.TimeOfDay()),
                            optional("dateTrait", new Kind.TraitName()),
                            optional("windowFrom", new Kind.TraitName()),
                            optional("before", new Kind.Lasting()),
                            optional("spread", new Kind.Lasting()))),
            Map.entry("waymark:issue-coupon:1", List.of(required("offer", new Kind.Key(OFFER)))),
            Map.entry(
                    "waymark:create-task:1",
                    List.of(
                            required("kind", new Kind.NewKey()),
                            required("title", new Kind.Text()),
                            required("deadline", new Kind.Lasting()),
                            optional("remindAfter", new Kind.Lasting()),
                            optional("escalateAfter", new Kind.Lasting()),
                            optional("window", new Kind.TraitName()))),
            Map.entry(
                    "waymark:ad-audience:1",
                    List.of(
                            required("audience", new Kind.NewKey()),
                            required("network", new Kind.OneOf("facebook", "google", "display")),
                            required("action", new Kind.OneOf("join", "leave")),
                            required("topic", new Kind.Key(TOPIC)))),
            Map.entry(
                    "waymark:show-on-site:1",
                    List.of(
                            required("slot", new Kind.NewKey()),
                            required("templateKey", new Kind.Key(ONSITE_TEMPLATE)),
                            required("topic", new Kind.Key(TOPIC)),
                            required("showFor", new Kind.Lasting()))),
            Map.entry(
                    "waymark:update-trait:1",
                    List.of(required("trait", new Kind.TraitName()), required("value", new Kind.Text()))),
            Map.entry("waymark:call-webhook:1", List.of(required("webhook", new Kind.Key(WEBHOOK)))),
            Map.entry("waymark:record-conversion:1", List.of()));

    private DeclaredSteps() {}
}
