package dev.waymark.template;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code meta.yaml} says about a template.
 *
 * @param followsLinks whether it may be seen who clicks in it and opens it
 */
record TemplateMeta(
        String key, String title, @Nullable String offer, boolean followsLinks, List<Parameter> parameters) {

    TemplateMeta {
        parameters = List.copyOf(parameters);
    }

    Map<String, Parameter> parametersByName() {
        return parameters.stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    }
}
