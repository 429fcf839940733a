package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two ways to hold the files of a template: with their whole paths, as they are checked, or by path below its folder. */
final class TemplateTexts {

    static final String ROOT = "messages";

    private static final Pattern PATH = Pattern.compile(ROOT + "/([^/]+)/.+");

    private TemplateTexts() {}

    static String folder(String template) {
        return ROOT + "/" + template + "/";
    }

    static List<DefinitionFile> definitionFiles(String template, Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> new DefinitionFile(
                        folder(template) + text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8)))
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
    }

    static Map<String, String> byPath(String template, List<DefinitionFile> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file.path().substring(folder(template).length()), DefinitionFile::text));
    }

    /** Texts with others in their places; null deletes one. */
    static Map<String, String> over(Map<String, String> before, Map<String, @Nullable String> texts) {
        var all = new TreeMap<>(before);
        texts.forEach((path, text) -> all.compute(path, (same, old) -> text));
        return all;
    }

    /** The files of each template; a file that lies in no template's folder is under the empty key. */
    static Map<String, List<DefinitionFile>> byTemplate(List<DefinitionFile> files) {
        return files.stream().collect(Collectors.groupingBy(keyOf(), TreeMap::new, Collectors.toUnmodifiableList()));
    }

    private static Function<DefinitionFile, String> keyOf() {
        return file -> {
            var path = PATH.matcher(file.path());
            return path.matches() ? path.group(1) : "";
        };
    }
}
