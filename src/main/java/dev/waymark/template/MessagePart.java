package dev.waymark.template;

import io.quarkus.qute.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One parsed part and the parameters it uses, in the order of the text. Immutable and thread-safe.
 *
 * @param hosts of the web to which its own words lead, whatever its values are
 */
record MessagePart(PartName name, io.quarkus.qute.Template parsed, List<Placeholder> placeholders, Set<String> hosts) {

    static final int MAX_OUTPUT = 512 * 1024;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\s]+");

    MessagePart {
        placeholders = List.copyOf(placeholders);
        hosts = Set.copyOf(hosts);
    }

    String render(String template, Map<String, Object> values) {
        requireValues(template, values);
        var instance = parsed.instance();
        values.forEach(instance::data);
        var steps = Steps.of(instance);
        var output = new StringBuilder();
        try {
            instance.consume(piece -> append(output, piece, steps))
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException | StackOverflowError broken) {
            // Whatever it is, it must not leave here: the engine's exceptions may hold a person's values.
            throw failure(template, broken instanceof CompletionException ? broken.getCause() : broken);
        }
        return name.file().equals(PartName.SUBJECT) ? onOneLine(output.toString()) : output.toString();
    }

    private void requireValues(String template, Map<String, Object> values) {
        for (var placeholder : placeholders) {
            if (!values.containsKey(placeholder.parameter())) {
                throw new TemplateFailure(
                        place(template, placeholder.line(), placeholder.column()),
                        placeholder.parameter(),
                        "Expected a value for the parameter " + placeholder.parameter()
                                + ", but there is none and no fallback. Supply it, or declare a fallback in"
                                + " meta.yaml.");
            }
        }
    }

    private static void append(StringBuilder output, String piece, Steps steps) {
        steps.take();
        if (output.length() + piece.length() > MAX_OUTPUT) {
            throw new OutputTooLong();
        }
        output.append(piece);
    }

    private TemplateFailure failure(String template, @Nullable Throwable cause) {
        if (isFor(cause, OutputTooLong.class)) {
            return new TemplateFailure(
                    place(template, 0, 0),
                    null,
                    "Expected a part of at most 512 KB, but it grew larger. Shorten the lists it repeats.");
        }
        if (isFor(cause, Steps.TooManySteps.class)) {
            return new TemplateFailure(
                    place(template, 0, 0),
                    null,
                    "Expected a part that takes at most 200,000 steps to write, but it takes more. Shorten what stands"
                            + " within its loops.");
        }
        var origin = cause instanceof TemplateException known ? known.getOrigin() : null;
        var line = origin == null ? 0 : origin.getLine();
        var column = origin == null ? 0 : origin.getLineCharacterStart();
        return new TemplateFailure(
                place(template, line, column),
                parameterAt(line, column),
                "Expected a value that fits this place, but it is of another kind, for example text where a list is "
                        + "repeated, or a list lacks what is asked of it. Correct the template or what is sent.");
    }

    /** The engine wraps what it is stopped by, as often as it likes. */
    private static boolean isFor(@Nullable Throwable failure, Class<? extends Throwable> reason) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (reason.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String parameterAt(int line, int column) {
        return placeholders.stream()
                .filter(placeholder -> placeholder.line() == line && placeholder.column() == column)
                .map(Placeholder::parameter)
                .findFirst()
                .orElse(null);
    }

    private TemplatePlace place(String template, int line, int column) {
        return new TemplatePlace(template, name.locale(), name.channel() + "/" + name.file(), line, column);
    }

    /** A line break in a subject would begin another mail header. */
    private static String onOneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }

    /** Thrown while the engine hands out pieces; never leaves this class. */
    private static final class OutputTooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
