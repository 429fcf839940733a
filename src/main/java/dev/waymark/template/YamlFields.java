package dev.waymark.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a YAML file beside the texts of a template. */
final class YamlFields {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private YamlFields() {}

    /**
     * The fields; null where there are none, which is found.
     *
     * @param expected what to say to a file without fields
     */
    static @Nullable JsonNode read(DefinitionFile file, String expected, Findings findings) {
        if (file.content().length > TemplateFolder.MAX_BYTES) {
            findings.addUnfit(Finding.inFile(file.path(), "Expected at most 64 KB, but it is larger. Shorten it."));
            return null;
        }
        try {
            var root = YAML.readTree(file.text());
            if (root.isObject()) {
                return root;
            }
            findings.add(Finding.inFile(file.path(), expected));
        } catch (JsonProcessingException malformed) {
            var place = malformed.getLocation();
            findings.add(Finding.atLine(
                    file.path(),
                    place == null ? 0 : place.getLineNr(),
                    place == null ? 0 : place.getColumnNr(),
                    "Expected YAML with each field once, but it cannot be read here. "
                            + "Check indentation, quotes and brackets."));
        }
        return null;
    }
}
