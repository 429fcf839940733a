package dev.waymark.template;

import io.quarkus.qute.EvalContext;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.ValueResolver;
import java.util.concurrent.CompletionStage;

/**
 * Counts what writing one part takes, whatever the text and the values are: loops are bounded, but a long text within two
 * of them could keep a sender busy for minutes and print nothing. Used by one thread; counted, not timed, so that a
 * template fails everywhere or nowhere.
 */
final class Steps {

    static final int MOST = 200_000;

    private static final String NAME = "waymark.steps";

    private int taken;

    /** Counts what this writes. */
    static Steps of(TemplateInstance writing) {
        var steps = new Steps();
        writing.setAttribute(NAME, steps);
        return steps;
    }

    void take() {
        taken++;
        if (taken > MOST) {
            throw new TooManySteps();
        }
    }

    /** The same resolver, each of its answers a step. */
    static ValueResolver counted(ValueResolver resolver) {
        return new Counted(resolver);
    }

    private record Counted(ValueResolver resolver) implements ValueResolver {

        @Override
        public int getPriority() {
            return resolver.getPriority();
        }

        @Override
        public boolean appliesTo(EvalContext context) {
            return resolver.appliesTo(context);
        }

        @Override
        public CompletionStage<Object> resolve(EvalContext context) {
            if (context.getAttribute(NAME) instanceof Steps steps) {
                steps.take();
            }
            return resolver.resolve(context);
        }
    }

    /** Thrown while the engine writes; becomes a {@link TemplateFailure}. */
    static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
