package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of one template, on their way to becoming it. Used once, by one thread. */
final class TemplateFolder {

    static final int MAX_BYTES = 64 * 1024;

    private static final String META = "meta.yaml";
    private static final Pattern PART = Pattern.compile("([a-z]{2,3}(?:-[A-Z]{2})?)/([a-z]+(?:-[a-z]+)*)/([a-z.]+)");

    private final String key;
    private final List<DefinitionFile> files;
    private final Findings findings;

    /** @param findings takes whatever is wrong */
    TemplateFolder(String key, List<DefinitionFile> files, Findings findings) {
        this.key = key;
        this.files = files.stream()
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
        this.findings = findings;
    }

    /** The template, if nothing was found. */
    Optional<Template> template(MessageEngine engine) {
        var before = findings.size();
        var texts = partTexts();
        var meta = meta();
        if (meta.isEmpty()) {
            return Optional.empty();
        }
        var parser = new PartParser(engine, meta.get(), findings);
        var parts = new TreeMap<PartName, MessagePart>();
        texts.forEach((name, file) -> {
            if (!name.isApproval()) {
                parser.parse(name, file).ifPresent(part -> parts.put(name, part));
            }
        });
        var approved = approved(texts);
        new CompletenessRules(meta.get(), path(META), findings).check(texts.keySet(), parser.usedParameters());
        return findings.size() == before
                ? Optional.of(new Template(meta.get(), TemplateReader.hash(files), parts, approved))
                : Optional.empty();
    }

    private Map<PartName, ApprovedPart> approved(SortedMap<PartName, DefinitionFile> texts) {
        var approved = new HashMap<PartName, ApprovedPart>();
        texts.forEach((name, file) -> {
            var text = texts.get(name.text());
            if (name.isApproval() && text != null) {
                new ApprovedReader(file, text, findings).read().ifPresent(part -> approved.put(name.text(), part));
            }
        });
        return approved;
    }

    private SortedMap<PartName, DefinitionFile> partTexts() {
        var texts = new TreeMap<PartName, DefinitionFile>();
        for (var file : files) {
            var place = PART.matcher(file.path().substring(path("").length()));
            if (place.matches() && PartName.FILES.contains(place.group(3))) {
                texts.put(new PartName(place.group(1), place.group(2), place.group(3)), file);
            } else if (!file.path().equals(path(META))) {
                findings.add(Finding.inFile(
                        file.path(),
                        "Expected meta.yaml or <locale>/<channel>/ with subject.txt, body.html, body.txt or"
                                + " approved.yaml, "
                                + "but this is another file. Rename or remove it."));
            }
        }
        return texts;
    }

    private Optional<TemplateMeta> meta() {
        var meta = files.stream().filter(file -> file.path().equals(path(META))).findFirst();
        if (meta.isEmpty()) {
            findings.add(Finding.inFile(
                    path(META),
                    "Expected this file, but it is missing. Write it with the template's title and parameters."));
        }
        return meta.flatMap(file -> new MetaReader(key, file, findings).read());
    }

    private String path(String rest) {
        return "messages/" + key + "/" + rest;
    }
}
