package dev.waymark.template;

import dev.waymark.support.Finding;
import java.util.List;

/** What became of a check: templates to render, or everything that is wrong. There is nothing in between. */
public sealed interface TemplateCheck {

    /** Every template passed. */
    record Accepted(Templates templates) implements TemplateCheck {}

    /**
     * At least one template did not pass.
     *
     * @param findings in reading order
     * @param isUnfit whether a text is not even to be kept as a draft: it reaches outside, carries script or is too large
     */
    record Refused(List<Finding> findings, boolean isUnfit) implements TemplateCheck {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
