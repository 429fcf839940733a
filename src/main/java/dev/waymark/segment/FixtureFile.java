package dev.waymark.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fixture file: cases at one moment, each with the line on which it stands, and what is wrong with the file.
 *
 * <p>A case that cannot be read does not hide the others.
 */
final class FixtureFile {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private final String path;
    private final String key;
    private final List<Placed> cases = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Instant now;

    private FixtureFile(DefinitionFile file) {
        this.path = file.path();
        this.key = file.key();
    }

    /** A case and where it stands. */
    record Placed(FixtureCase content, int line) {}

    static FixtureFile read(DefinitionFile file) {
        var fixture = new FixtureFile(file);
        try (var parser = YAML.createParser(file.content())) {
            fixture.readAll(parser);
        } catch (JsonProcessingException unreadable) {
            var line = unreadable.getLocation() == null
                    ? 0
                    : unreadable.getLocation().getLineNr();
            fixture.finding(
                    line,
                    "Expected fixtures in YAML, but "
                            + unreadable
                                    .getOriginalMessage()
                                    .lines()
                                    .findFirst()
                                    .orElse("they cannot be read")
                            + ". Correct it.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return fixture;
    }

    String path() {
        return path;
    }

    /** Of the rule file that is meant. */
    String key() {
        return key;
    }

    Instant now() {
        return now == null ? Instant.EPOCH : now;
    }

    List<Placed> cases() {
        return List.copyOf(cases);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void readAll(JsonParser parser) throws IOException {
        try {
            readWords(parser);
        } catch (WrongFixture wrong) {
            finding(parser.currentTokenLocation().getLineNr(), wrong.sentence());
        }
    }

    private void readWords(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new WrongFixture("now and cases", "found something else");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var word = parser.currentName();
            parser.nextToken();
            switch (word) {
                case "now" -> now = FixtureMoment.absolute(parser.getText());
                case "cases" -> readCases(parser);
                default -> throw new WrongFixture("now and cases", "found " + word);
            }
        }
        if (now == null || cases.isEmpty() && findings.isEmpty()) {
            throw new WrongFixture("now, and at least one of cases", "one is missing");
        }
    }

    private void readCases(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new WrongFixture("a list of cases", "found something else");
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            var line = parser.currentTokenLocation().getLineNr();
            readCase(parser, line);
        }
    }

    private void readCase(JsonParser parser, int line) throws IOException {
        var tree = parser.readValueAsTree();
        try {
            cases.add(new Placed(YAML.treeToValue(tree, FixtureCase.class).sound(), line));
        } catch (WrongFixture wrong) {
            finding(line, wrong.sentence());
        } catch (JsonMappingException other) {
            var place = other.getPath().stream().map(FixtureFile::word).collect(Collectors.joining("."));
            finding(line, "Expected a case as the guide describes it, but " + place + " is not. Correct it.");
        }
    }

    private static String word(Reference reference) {
        return reference.getFieldName() == null ? Integer.toString(reference.getIndex()) : reference.getFieldName();
    }

    private void finding(int line, String sentence) {
        findings.add(Finding.atLine(path, line, 0, sentence));
    }
}
