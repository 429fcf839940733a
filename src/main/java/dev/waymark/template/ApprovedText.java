package dev.waymark.template;

import java.util.List;

/**
 * The words of a message as a provider has approved them beforehand, under a name, with a person's values in their places.
 *
 * @param name the provider's, not ours
 * @param language as the provider writes it, such as en or en_US
 * @param values in the order of their places
 */
public record ApprovedText(String name, String language, List<String> values) {

    public ApprovedText {
        values = List.copyOf(values);
    }
}
