package dev.waymark.console;

import dev.waymark.console.MessagesView.Cell;
import dev.waymark.console.MessagesView.ReasonRow;
import dev.waymark.console.MessagesView.Row;
import dev.waymark.insight.JourneyMessages;
import dev.waymark.insight.JourneyMessages.SendMessages;
import dev.waymark.insight.JourneyMessages.StepMessages;
import dev.waymark.insight.MessageInsight;
import dev.waymark.journey.Journeys;
import dev.waymark.journey.PublishedJourney;
import dev.waymark.journey.model.SendStep;
import dev.waymark.journey.model.Step;
import dev.waymark.message.MessageCounts;
import dev.waymark.message.MessageRates;
import dev.waymark.template.LiveTemplates;
import dev.waymark.template.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journey's messages as rows: the steps that send, also those that have not yet, then the templates. */
@ApplicationScoped
class MessagesPages {

    private static final MessageCounts NOTHING = MessageCounts.of(List.of());

    private static final List<Column> COLUMNS = List.of(
            new Column("Sent", MessageCounts::sent, null),
            new Column("Delivered", MessageCounts::delivered, MessageRates::delivered),
            new Column("Opened", MessageCounts::opened, MessageRates::opened),
            new Column("Clicked", MessageCounts::clicked, MessageRates::clicked),
            new Column("Replied", MessageCounts::replied, MessageRates::replied),
            new Column("Bounced", MessageCounts::bounced, MessageRates::bounced),
            new Column("Complained", MessageCounts::complained, MessageRates::complained),
            new Column("Unsubscribed", MessageCounts::unsubscribed, MessageRates::unsubscribed),
            new Column("Failed", MessageCounts::failed, MessageRates::failed),
            new Column("Skipped", MessageCounts::skipped, null),
            new Column("Rejected", MessageCounts::rejected, null),
            new Column("Unknown", MessageCounts::unknown, null),
            new Column("Pending", MessageCounts::pending, null));

    private final Journeys journeys;
    private final MessageInsight messages;
    private final LiveTemplates templates;

    MessagesPages(Journeys journeys, MessageInsight messages, LiveTemplates templates) {
        this.journeys = journeys;
        this.messages = messages;
        this.templates = templates;
    }

    private record Column(
            String title,
            ToLongFunction<MessageCounts> count,
            @Nullable ToDoubleFunction<MessageRates> rate) {}

    /** A step that sends, with the name it has in the drawing; of a version before, its element id. */
    private record NamedStep(String name, StepMessages messages) {}

    /** Empty where there is no journey by this key. */
    Optional<MessagesView> of(String key) {
        return journeys.current(key).map(this::page);
    }

    private MessagesView page(PublishedJourney journey) {
        var all = messages.of(journey.key());
        var steps = steps(journey, all);
        return new MessagesView(
                journey.key(),
                journey.title(),
                COLUMNS.stream().map(Column::title).toList(),
                steps.isEmpty() ? List.of() : rows(all, steps),
                all.templates().stream()
                        .map(one ->
                                row(title(one.template()), one.template(), url(one.template()), false, one.counts()))
                        .toList(),
                steps.stream().flatMap(MessagesPages::reasons).toList());
    }

    private List<Row> rows(JourneyMessages all, List<NamedStep> steps) {
        return Stream.concat(
                        Stream.of(row("All steps", "", null, false, all.counts())),
                        steps.stream().flatMap(this::rows))
                .toList();
    }

    /** In the order of the drawing; what an older version sent comes last. */
    private static List<NamedStep> steps(PublishedJourney journey, JourneyMessages all) {
        var left = all.steps().stream()
                .collect(Collectors.toMap(
                        StepMessages::elementId, step -> step, (one, other) -> one, LinkedHashMap::new));
        var sending = journey.model().sends().stream().map(SendStep::elementId).toList();
        var steps = new ArrayList<NamedStep>();
        for (var drawn : journey.model().steps()) {
            var counted = left.remove(drawn.elementId());
            if (counted != null || sending.contains(drawn.elementId())) {
                steps.add(new NamedStep(drawn.name(), counted == null ? nothingOf(drawn) : counted));
            }
        }
        left.values().forEach(step -> steps.add(new NamedStep(step.elementId(), step)));
        return steps;
    }

    private static StepMessages nothingOf(Step step) {
        return new StepMessages(step.elementId(), NOTHING, NOTHING.rates(), List.of());
    }

    /** One row where a step has one template and channel; else one for the step and one for each. */
    private Stream<Row> rows(NamedStep step) {
        var sends = step.messages().sends();
        var detail = sends.size() == 1 ? detail(sends.getFirst()) : "";
        var whole = row(step.name(), detail, null, false, step.messages().counts());
        return sends.size() < 2
                ? Stream.of(whole)
                : Stream.concat(
                        Stream.of(whole),
                        sends.stream()
                                .map(send -> row(title(send.template()), detail(send), null, true, send.counts())));
    }

    private static String detail(SendMessages send) {
        return send.template() + " by " + send.channel();
    }

    private static Stream<ReasonRow> reasons(NamedStep step) {
        return step.messages().counts().skippedFor().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason -> new ReasonRow(step.name(), reason.getKey(), number(reason.getValue())));
    }

    private String title(String template) {
        return templates.find(template).map(Template::title).orElse(template);
    }

    private @Nullable String url(String template) {
        return templates.find(template).isPresent() ? "/templates/" + template : null;
    }

    private static Row row(String name, String detail, @Nullable String url, boolean isPart, MessageCounts counts) {
        var rates = counts.rates();
        var cells = COLUMNS.stream().map(column -> cell(column, counts, rates)).toList();
        return new Row(name, detail, url, isPart, cells);
    }

    private static Cell cell(Column column, MessageCounts counts, MessageRates rates) {
        var count = column.count().applyAsLong(counts);
        var rate = column.rate() == null || count == 0 || counts.sent() == 0
                ? null
                : String.format(Locale.ENGLISH, "%.1f %%", 100 * column.rate().applyAsDouble(rates));
        return new Cell(number(count), rate);
    }

    private static String number(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }
}
