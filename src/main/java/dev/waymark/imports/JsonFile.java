package dev.waymark.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON list of flat objects, read piece by piece: as many as there are, no more than one in memory. */
final class JsonFile implements FileRows {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;
    private final List<String> titles;
    private long number;

    private JsonFile(JsonParser json, List<String> titles) {
        this.json = json;
        this.titles = titles;
    }

    static JsonFile open(InputStream content, TableForm form) throws IOException, RefusedFile {
        var file = new JsonFile(
                JSON.createParser(content), List.copyOf(form.columns().sequencedKeySet()));
        if (file.token() != JsonToken.START_ARRAY) {
            throw malformed("Expected a JSON list of objects, but the file begins with something else.");
        }
        return file;
    }

    @Override
    public List<String> titles() {
        return titles;
    }

    @Override
    public Optional<FileRow> next() throws RefusedFile {
        return switch (token()) {
            case END_ARRAY -> {
                if (token() != null) {
                    throw malformed("Expected nothing after the list, but there is something. Remove it.");
                }
                yield Optional.empty();
            }
            case START_OBJECT -> Optional.of(row());
            case null, default ->
                throw malformed("Expected an object as number " + (number + 1)
                        + " of the list, but there is something else, or the file ends.");
        };
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private FileRow row() throws RefusedFile {
        number++;
        var cells = new ArrayList<>(Collections.nCopies(titles.size(), ""));
        while (token() == JsonToken.FIELD_NAME) {
            var title = text();
            var place = titles.indexOf(title);
            if (place < 0) {
                throw Header.refused("Expected the fields " + String.join(", ", titles) + ", but object " + number
                        + " of the list has another. Correct or remove it.");
            }
            cells.set(place, value(title));
        }
        return new FileRow(number, cells);
    }

    private String value(String title) throws RefusedFile {
        var token = token();
        if (token == null || !token.isScalarValue()) {
            throw malformed("Expected a single value as " + title + " of object " + number
                    + " of the list, but it is a list or an object.");
        }
        return token == JsonToken.VALUE_NULL ? "" : text();
    }

    private String text() throws RefusedFile {
        try {
            var text = json.getText();
            if (text.indexOf('\0') >= 0) {
                throw malformed("Expected text, but object " + number + " of the list holds a character that is none.");
            }
            return text;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private @Nullable JsonToken token() throws RefusedFile {
        try {
            return json.nextToken();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private RefusedFile unreadable(IOException unreadable) {
        return switch (unreadable) {
            case CharConversionException other ->
                new RefusedFile(
                        "file-not-utf8", "Expected a file in UTF-8, but it is in another encoding or not text.");
            case JsonProcessingException malformed -> malformed(place(malformed));
            default -> malformed("Expected a JSON list of objects, but it ends too early.");
        };
    }

    private static String place(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        return "Expected JSON with each field once, but it cannot be read"
                + (at == null ? "." : " at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".");
    }

    private static RefusedFile malformed(String sentence) {
        return new RefusedFile("file-malformed", sentence + " Nothing of the file was taken.");
    }
}
