package dev.waymark.insight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.waymark.message.CountedMessages;
import dev.waymark.message.MessageCounts;
import dev.waymark.message.MessageRates;
import java.util.List;
import java.util.TreeMap;

/**
 * What became of the messages of a journey, over all its versions: together, by step, and by template.
 *
 * @param steps that have a message, by element id
 * @param templates by key
 */
public record JourneyMessages(
        String journey,
        MessageCounts counts,
        MessageRates rates,
        List<StepMessages> steps,
        List<TemplateMessages> templates) {

    /**
     * The messages of one step.
     *
     * @param sends the same by template and channel; adds up to the step
     */
    public record StepMessages(String elementId, MessageCounts counts, MessageRates rates, List<SendMessages> sends) {}

    /** The messages of one step by one template and channel. */
    public record SendMessages(String template, String channel, MessageCounts counts, MessageRates rates) {}

    /** The messages by one template, of all steps and channels. */
    public record TemplateMessages(String template, MessageCounts counts, MessageRates rates) {}

    static JourneyMessages of(String journey, List<CountedMessages> counted) {
        var counts = MessageCounts.of(counted);
        return new JourneyMessages(journey, counts, counts.rates(), steps(counted), templates(counted));
    }

    private static List<StepMessages> steps(List<CountedMessages> counted) {
        return counted.stream()
                .collect(groupingBy(CountedMessages::elementId, TreeMap::new, toList()))
                .entrySet()
                .stream()
                .map(step -> step(step.getKey(), step.getValue()))
                .toList();
    }

    private static StepMessages step(String elementId, List<CountedMessages> counted) {
        var counts = MessageCounts.of(counted);
        var sends = counted.stream()
                .collect(groupingBy(
                        CountedMessages::template,
                        TreeMap::new,
                        groupingBy(CountedMessages::channel, TreeMap::new, toList())))
                .entrySet()
                .stream()
                .flatMap(template -> template.getValue().entrySet().stream()
                        .map(channel -> send(template.getKey(), channel.getKey(), channel.getValue())))
                .toList();
        return new StepMessages(elementId, counts, counts.rates(), sends);
    }

    private static SendMessages send(String template, String channel, List<CountedMessages> counted) {
        var counts = MessageCounts.of(counted);
        return new SendMessages(template, channel, counts, counts.rates());
    }

    private static List<TemplateMessages> templates(List<CountedMessages> counted) {
        return counted.stream()
                .collect(groupingBy(CountedMessages::template, TreeMap::new, toList()))
                .entrySet()
                .stream()
                .map(template -> {
                    var counts = MessageCounts.of(template.getValue());
                    return new TemplateMessages(template.getKey(), counts, counts.rates());
                })
                .toList();
    }
}
