package dev.waymark.template;

import java.util.List;
import java.util.Map;

/**
 * Which approved words a message takes.
 *
 * @param parameters whose values fill them, in the order of their places
 */
record ApprovedPart(String name, String language, List<String> parameters) {

    ApprovedPart {
        parameters = List.copyOf(parameters);
    }

    /** @param values by parameter; the text beside it has been written with them, so that none is missing */
    ApprovedText filled(Map<String, Object> values) {
        return new ApprovedText(
                name,
                language,
                parameters.stream()
                        .map(parameter -> String.valueOf(values.get(parameter)))
                        .toList());
    }
}
