package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Digest;
import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads every message template and checks it; the one road to {@link Templates}, so that a person never gets a message
 * with a hole in it.
 *
 * <p>Thread-safe; touches no database and no file system.
 */
public final class TemplateReader {

    private static final Pattern PATH = Pattern.compile("messages/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)/(.+)");

    private static final int HASH_LENGTH = 12;

    private final MessageEngine engine = new MessageEngine();

    /**
     * Checks all files below {@code messages/} together.
     *
     * @param files paths as in {@code messages/<key>/meta.yaml} and {@code messages/<key>/<locale>/<channel>/body.html}
     */
    public TemplateCheck check(List<DefinitionFile> files) {
        var findings = new Findings();
        var folders = new TreeMap<String, List<DefinitionFile>>();
        for (var file : files) {
            var path = PATH.matcher(file.path());
            if (path.matches()) {
                folders.computeIfAbsent(path.group(1), none -> new ArrayList<>())
                        .add(file);
            } else {
                findings.add(outsideATemplate(file));
            }
        }
        var templates = new ArrayList<Template>();
        folders.forEach((key, members) ->
                new TemplateFolder(key, members, findings).template(engine).ifPresent(templates::add));
        return findings.isEmpty()
                ? new TemplateCheck.Accepted(new Templates(templates))
                : new TemplateCheck.Refused(findings.inReadingOrder(), findings.isUnfit());
    }

    /** 12 hexadecimal digits over all files of a template: the same files have the same ones. */
    static String hash(List<DefinitionFile> files) {
        var digests = files.stream()
                .sorted(Comparator.comparing(DefinitionFile::path))
                .map(file -> file.path() + ' ' + Digest.of(file.content()))
                .collect(Collectors.joining("\n"));
        return Digest.of(digests).substring(0, HASH_LENGTH);
    }

    private static Finding outsideATemplate(DefinitionFile file) {
        return Finding.inFile(
                file.path(),
                "Expected a file in messages/<template-key>/, the key in lower-case words joined by hyphens, but it"
                        + " lies elsewhere. Move it.");
    }
}
