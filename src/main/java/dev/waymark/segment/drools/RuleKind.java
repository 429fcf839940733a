package dev.waymark.segment.drools;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a rule file decides, which its folder says, and the one consequence its rules may have. */
enum RuleKind {
    SEGMENT("segment", "rules/segments/", "segment.add(\"reason\");", "group"),
    SIGNAL("signal", "rules/signals/", "signal.raise(\"Event Name\", \"reason\");"),
    POLICY("policy", "rules/policies/", "action.propose(\"key\", 50, \"reason\");");

    private final String word;
    private final String folder;
    private final String consequence;
    private final Set<String> metadata = new LinkedHashSet<>();

    RuleKind(String word, String folder, String consequence, String... ownMetadata) {
        this.word = word;
        this.folder = folder;
        this.consequence = consequence;
        metadata.addAll(List.of(word, "title", "owner", "description", "review"));
        metadata.addAll(List.of(ownMetadata));
    }

    /** By the folder the file is in. */
    static Optional<RuleKind> of(String path) {
        return Arrays.stream(values())
                .filter(kind -> path.startsWith(kind.folder))
                .findFirst();
    }

    String folder() {
        return folder;
    }

    /** The metadata that names the file's key. */
    String word() {
        return word;
    }

    /** The whole vocabulary after {@code then}, as an example. */
    String consequence() {
        return consequence;
    }

    /** An example of a whole rule. */
    String form() {
        return "A rule reads: rule \"name\" @" + word + "(\"key\") when Profile( ... ) then " + consequence + " end";
    }

    boolean knows(String metadataWord) {
        return metadata.contains(metadataWord);
    }

    String metadataInWords() {
        return metadata.stream().map(known -> "@" + known).collect(Collectors.joining(", "));
    }
}
