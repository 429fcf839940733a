package dev.waymark.segment.drools;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleCompiler;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Digest;
import dev.waymark.support.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Checks rule files against the positive list, then compiles them.
 *
 * <p>The order is the promise (P-S1): nothing is compiled before every file has passed. Thread-safe; holds no state
 * and takes part in no transaction. Public because the command for CI makes one without a container.
 */
@ApplicationScoped
public class DroolsRuleCompiler implements RuleCompiler {

    private static final int VERSION_LENGTH = 12;

    private final LongSupplier wallNanos;
    private final LongSupplier cpuNanos;

    public DroolsRuleCompiler() {
        this(System::nanoTime, RuleGuard::cpuNanosOfThread);
    }

    /** Clocks that measure evaluations. */
    DroolsRuleCompiler(LongSupplier wallNanos, LongSupplier cpuNanos) {
        this.wallNanos = wallNanos;
        this.cpuNanos = cpuNanos;
    }

    @Override
    public RuleCheck check(List<DefinitionFile> files) {
        var sorted = files.stream()
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
        var findings = new ArrayList<Finding>();
        var checked =
                sorted.stream().flatMap(file -> read(file, findings).stream()).toList();
        findings.addAll(UniquenessCheck.of(checked));
        findings.addAll(SignalChainCheck.of(checked));
        return findings.isEmpty() ? compile(sorted, checked) : refused(findings);
    }

    @Override
    public List<DefinitionFile> written(DefinitionFile table) {
        return DecisionTable.is(table)
                ? DecisionTable.read(table, new FileFindings(table.path())).stream()
                        .map(WrittenFile::file)
                        .toList()
                : List.of();
    }

    private static List<CheckedFile> read(DefinitionFile file, List<Finding> findings) {
        var inFile = new FileFindings(file.path());
        var checked = DecisionTable.is(file)
                ? DecisionTable.read(file, inFile).stream()
                        .flatMap(written -> written.check(inFile).stream())
                        .toList()
                : CheckedFile.read(file, inFile).stream().toList();
        findings.addAll(inFile.asList());
        return checked;
    }

    // Drools finds its parts through the thread's class loader, once per JVM: a foreign one would break it for good.
    private RuleCheck compile(List<DefinitionFile> sorted, List<CheckedFile> checked) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(DroolsRuleCompiler.class.getClassLoader());
        try {
            return build(sorted, checked);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private RuleCheck build(List<DefinitionFile> sorted, List<CheckedFile> checked) {
        var builds = new ArrayList<DroolsBuild>();
        var number = 0;
        for (var file : checked) {
            builds.add(new DroolsBuild(file, number));
            number += file.rules().size();
        }
        var findings =
                builds.stream().flatMap(build -> build.findings().stream()).toList();
        return findings.isEmpty()
                ? new RuleCheck.Accepted(new DroolsRuleSet(
                        versionOf(sorted),
                        builds.stream().map(DroolsBuild::compiled).toList(),
                        new RuleGuard(wallNanos, cpuNanos)))
                : refused(findings);
    }

    private static RuleCheck refused(List<Finding> findings) {
        return new RuleCheck.Refused(findings.stream().sorted(Finding.BY_PLACE).toList());
    }

    private static String versionOf(List<DefinitionFile> sorted) {
        var all = sorted.stream()
                .map(file -> file.path() + " " + Digest.of(file.content()))
                .collect(Collectors.joining("\n"));
        return Digest.of(all).substring(0, VERSION_LENGTH);
    }
}
