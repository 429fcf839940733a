package dev.waymark.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a journey's messages: what became of them, ready to be shown.
 *
 * @param columns of every row, the name left out
 * @param steps all of them together; then those that send, in the order of the drawing; empty where none does
 * @param templates by what they are called
 */
public record MessagesView(
        String key, String title, List<String> columns, List<Row> steps, List<Row> templates, List<ReasonRow> reasons) {

    /**
     * The messages of the journey, a step, a template, or of a step by one of its templates and channels.
     *
     * @param detail what tells it apart: template and channel, or a key
     * @param url of the template's page, where there is one
     * @param isPart whether the row above counts these messages too
     */
    public record Row(String name, String detail, @Nullable String url, boolean isPart, List<Cell> cells) {}

    /**
     * A number of messages.
     *
     * @param rate as a share of what was sent; null where there is nothing to divide
     */
    public record Cell(String count, @Nullable String rate) {}

    /** How many messages of a step were not sent for one reason. */
    public record ReasonRow(String step, String reason, String count) {}
}
