package dev.waymark.template;

import dev.waymark.support.Finding;
import java.util.List;

/** What became of a check: templates to render, or everything that is wrong. There is nothing in between. */
public sealed interface TemplateCheck {

    /** Every template passed. */
    record Accepted(Templates templates) implements TemplateCheck {}

    /** At least one template did not pass; findings are in reading order. */
    record Refused(List<Finding> findings) implements TemplateCheck {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
