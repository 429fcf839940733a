package dev.waymark.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.waymark.architecture.Product.MAIN;
import static dev.waymark.architecture.Product.featureOf;
import static dev.waymark.architecture.Product.packageOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages are the modules: what uses what is written down in {@link ModuleMap}, and nothing else does. */
class ModuleStructureTest {

    private static final Path PICTURE = Path.of("docs/diagrams/modules.md");

    @Test
    void shouldUseOnlyWhatTheMapAllows() {
        var violations = uses().filter(use -> !allowed(use.getOriginClass(), use.getTargetClass()))
                .map(use -> "%s must not use %s: %s -> %s"
                        .formatted(
                                featureOf(use.getOriginClass()),
                                featureOf(use.getTargetClass()),
                                use.getOriginClass().getName(),
                                use.getTargetClass().getName()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(violations).as("arrows that ModuleMap does not allow").isEmpty();
    }

    @Test
    void shouldHoldNoArrowThatNobodyUses() {
        var used = new TreeMap<String, Set<String>>();
        ModuleMap.ALLOWED.keySet().forEach(feature -> used.put(feature, new TreeSet<>()));
        uses().filter(use -> !featureOf(use.getTargetClass()).equals("support"))
                .forEach(use -> used.computeIfAbsent(featureOf(use.getOriginClass()), feature -> new TreeSet<>())
                        .add(featureOf(use.getTargetClass())));

        assertThat(used).as("arrows in the code, against ModuleMap").isEqualTo(new TreeMap<>(ModuleMap.ALLOWED));
    }

    @Test
    void shouldKeepInnerPackagesToTheirFeature() {
        var violations = uses().filter(use -> packageOf(use.getTargetClass()).contains("."))
                .filter(use -> !ModuleMap.OPEN_INNER
                        .getOrDefault(packageOf(use.getTargetClass()), Set.of())
                        .contains(featureOf(use.getOriginClass())))
                .map(use -> use.getOriginClass().getName() + " looks into " + packageOf(use.getTargetClass()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(violations).isEmpty();
    }

    @Test
    void shouldHaveNoCyclesBetweenFeatures() {
        slices().matching("dev.waymark.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void shouldDrawTheMapAsItIs() throws IOException {
        if (Boolean.getBoolean("waymark.write-diagrams")) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, ModuleMap.asPage());
        }

        assertThat(PICTURE)
                .as("write it anew with: ./waymark test -Dtest=ModuleStructureTest -Dwaymark.write-diagrams=true")
                .hasContent(ModuleMap.asPage());
    }

    /** Uses of one feature by another. */
    private static Stream<Dependency> uses() {
        return MAIN.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> Product.isOurs(use.getTargetClass()))
                .filter(use -> !featureOf(use.getOriginClass()).equals(featureOf(use.getTargetClass())));
    }

    private static boolean allowed(JavaClass from, JavaClass to) {
        return featureOf(to).equals("support")
                || ModuleMap.ALLOWED.getOrDefault(featureOf(from), Set.of()).contains(featureOf(to));
    }
}
