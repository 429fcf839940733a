package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any version of a template, to be looked at or rendered again, however long ago it was live. Thread-safe. */
@ApplicationScoped
public class StoredTemplates {

    private final TemplateVersions versions;
    private final TemplateChecking checking;

    StoredTemplates(TemplateVersions versions, TemplateChecking checking) {
        this.versions = versions;
        this.checking = checking;
    }

    /**
     * A stored version with what can be rendered of it.
     *
     * @param check of what the files say; a draft may be refused
     */
    public record Stored(TemplateVersionView version, TemplateCheck check) {}

    /** The live one. */
    public Optional<Stored> live(String template) {
        return versions.current(template).map(this::read);
    }

    public Optional<Stored> byNumber(String template, int version) {
        return versions.byNumber(template, version).map(this::read);
    }

    /** By the hash that a message records. */
    public Optional<Stored> byHash(String template, String hash) {
        return versions.byHash(template, hash).map(this::read);
    }

    /** What is wrong with texts that are not stored, or the template they are; by path below the template's folder. */
    public TemplateCheck check(String template, Map<String, String> texts) {
        List<DefinitionFile> files = TemplateTexts.definitionFiles(template, texts);
        return checking.check(template, files);
    }

    private Stored read(TemplateVersion stored) {
        return new Stored(stored.view(), checking.read(stored.definitionFiles()));
    }
}
