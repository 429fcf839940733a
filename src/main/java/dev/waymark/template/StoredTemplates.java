package dev.waymark.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** A version by its number, and where it stands. */
    public record Numbered(int version, TemplateStatus status) {}

    /** The newest first; none where nobody has ever handed in a template by this key. */
    public List<Numbered> newest(String template, int most) {
        return versions.newest(template, most);
    }

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
    public TemplateCheck check(String template, Map<String, @Nullable String> texts) {
        return checkOver(template, Map.of(), texts);
    }

    /** The same of texts that are meant in place of those of a stored version; null deletes one. */
    public TemplateCheck check(String template, int version, Map<String, @Nullable String> texts) {
        var before = versions.byNumber(template, version).map(stored -> stored.files);
        return checkOver(template, before.orElse(Map.of()), texts);
    }

    private TemplateCheck checkOver(String template, Map<String, String> before, Map<String, @Nullable String> texts) {
        var all = TemplateTexts.over(before, texts);
        return checking.check(template, TemplateTexts.definitionFiles(template, all));
    }

    private Stored read(TemplateVersion stored) {
        return new Stored(stored.view(), checking.read(stored.definitionFiles()));
    }
}
