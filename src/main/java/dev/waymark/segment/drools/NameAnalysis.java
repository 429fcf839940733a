package dev.waymark.segment.drools;

import dev.waymark.segment.KnownNames;
import dev.waymark.segment.RuleSetAnalysis.Kind;
import dev.waymark.segment.RuleSetAnalysis.Remark;
import dev.waymark.segment.drools.ReadFile.ReadRule;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names in rules that nobody ever sent: perhaps misspelt, perhaps not sent yet. */
final class NameAnalysis {

    private NameAnalysis() {}

    private record Named(String name, ReadFile file, ReadRule rule) {}

    static List<Remark> of(List<ReadFile> files, KnownNames known) {
        return Stream.concat(
                        unseen(files, Argument.EVENT, known::events)
                                .map(
                                        named -> remark(
                                                named,
                                                Kind.UNSEEN_EVENT,
                                                "Expected an event that somebody sends, but none named \"%s\" ever came. Correct the name, or send it.")),
                        unseen(files, Argument.TRAIT, known::traits)
                                .map(
                                        named -> remark(
                                                named,
                                                Kind.UNSEEN_TRAIT,
                                                "Expected a trait that somebody has, but nobody has \"%s\". Correct the name, or send it.")))
                .toList();
    }

    private static Stream<Named> unseen(
            List<ReadFile> files, Argument kind, Function<Collection<String>, Set<String>> known) {
        var named = files.stream()
                .flatMap(file -> file.rules().stream()
                        .flatMap(rule -> names(rule, kind).stream().map(name -> new Named(name, file, rule))))
                .toList();
        var seen = known.apply(named.stream().map(Named::name).collect(Collectors.toSet()));
        return named.stream().filter(one -> !seen.contains(one.name()));
    }

    private static Set<String> names(ReadRule rule, Argument kind) {
        return rule.when()
                .allCalls()
                .flatMap(call -> IntStream.range(0, call.arguments().size())
                        .filter(at -> call.question().arguments().get(at) == kind)
                        .mapToObj(at -> call.arguments().get(at).text()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Remark remark(Named named, Kind kind, String sentence) {
        return new Remark(
                kind, named.file().about().file(), named.rule().line(), sentence.formatted(named.name()), Map.of());
    }
}
