package dev.waymark.segment.drools;

import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Across files: a key has one file, whatever its kind, and a rule's name says which rule is meant. */
final class UniquenessCheck {

    private final Map<String, String> fileOfKey = new HashMap<>();
    private final Map<String, Finding> placeOfRule = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private UniquenessCheck() {}

    static List<Finding> of(List<CheckedFile> files) {
        var check = new UniquenessCheck();
        files.forEach(check::check);
        return check.findings;
    }

    private void check(CheckedFile file) {
        var about = file.about();
        var other = fileOfKey.putIfAbsent(about.key(), about.file());
        if (other != null) {
            findings.add(Finding.inFile(
                    about.file(),
                    "Expected one file by the name \"" + about.key() + "\", but there is " + other
                            + " too. Join them or rename one."));
        }
        file.rules().forEach(rule -> check(about.file(), rule.name()));
    }

    private void check(String file, Token name) {
        var sentence = "Expected a rule name used once, but " + name.quoted() + " is used before";
        var place = Finding.atLine(file, name.line(), name.column(), sentence);
        var before = placeOfRule.putIfAbsent(name.text(), place);
        if (before != null) {
            findings.add(Finding.atLine(
                    file,
                    name.line(),
                    name.column(),
                    sentence + " in " + before.file() + ", line " + before.line() + ". Give each rule its own name."));
        }
    }
}
