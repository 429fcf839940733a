package dev.waymark.support;

import java.nio.charset.StandardCharsets;

/**
 * A definition an analyst or marketer owns: a rule, a journey, a template part.
 *
 * @param path with forward slashes, relative to the definitions root, for example {@code rules/segments/engaged.drl}
 * @param content the bytes as read
 */
public record DefinitionFile(String path, byte[] content) {

    /** File name without folders and without its last extension, which for rules and journeys is the key. */
    public String key() {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
