package dev.waymark.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.waymark.architecture.Product.MAIN;
import static dev.waymark.architecture.Product.TESTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where foreign code may be used, where time and chance come from, and what stays inside its package. */
class LibraryUseTest {

    private static final Set<String> REAL_CLOCKS = Set.of("now", "currentTimeMillis");
    private static final Set<String> FORBIDDEN_NAME_PARTS =
            Set.of("Manager", "Helper", "Util", "Utils", "Impl", "Base", "Common", "Data", "Info");

    /** The folder that holds the data is called so everywhere. */
    private static final String DATA_FOLDER = "DataFolder";

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "io.camunda.., engine.zeebe|engine.brokerplugin",
        "io.grpc.., engine.zeebe",
        "org.drools.., segment.drools",
        "org.kie.., segment.drools",
        "io.quarkus.qute.., template|console",
        "com.zerodeplibs.., channel.push",
        "jakarta.mail.., channel.email|message.callback",
        "org.eclipse.angus.mail.., channel.email",
        "io.zonky.., embedded",
        "org.apache.kafka.., event.kafka",
        "io.micrometer.., metrics",
        "de.siegmar.., imports|journey",
        "com.github.difflib.., release"
    })
    void shouldUseALibraryOnlyWhereItIsAtHome(String library, String homes) {
        var packages = List.of(homes.split("\\|")).stream()
                .map(home -> Product.ROOT + "." + home)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }

    @Test
    void shouldParseMessagesOnlyInTheTemplatePackage() {
        noClasses()
                .that()
                .resideInAPackage(Product.ROOT + ".console")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.quarkus.qute.Engine")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(Product.ROOT + ".template")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.quarkus.qute.CheckedTemplate")
                .check(MAIN);
    }

    @Test
    void shouldKeepEntitiesToTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(MAIN);
    }

    @Test
    void shouldKeepResourcesToTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .bePackagePrivate()
                .check(MAIN);
    }

    @Test
    void shouldAskOneClockForBusinessTime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Product.ROOT + ".support")
                .should()
                .callMethodWhere(readsARealClock())
                .check(MAIN);
        noClasses().should().callMethodWhere(readsARealClock()).check(TESTS);
    }

    @Test
    void shouldNeverSleep() {
        var sleeps = called(
                "Thread.sleep",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep"));

        noClasses().should().callMethodWhere(sleeps).check(MAIN);
        noClasses().should().callMethodWhere(sleeps).check(TESTS);
    }

    @Test
    void shouldSeedWhatIsRandom() {
        noClasses().should().callConstructor(Random.class).check(MAIN);
        noClasses().should().callConstructor(Random.class).check(TESTS);
        noClasses().should().callMethod(Math.class, "random").check(MAIN);
        noClasses().should().callMethod(Math.class, "random").check(TESTS);
    }

    @Test
    void shouldMockNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.mockito..")
                .check(TESTS);
    }

    @Test
    void shouldHaveNoDrawerNames() {
        assertThat(MAIN.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals(DATA_FOLDER))
                        .filter(name ->
                                Arrays.stream(name.split("(?=\\p{Lu})")).anyMatch(FORBIDDEN_NAME_PARTS::contains)))
                .as("names that say nothing: name the thing by what it does")
                .isEmpty();
    }

    @Test
    void shouldDeclareNullnessInEveryPackage() {
        var marked = MAIN.stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .toList();

        assertThat(MAIN.stream().map(JavaClass::getPackageName).distinct())
                .as("packages without a package-info that says @NullMarked")
                .isSubsetOf(marked);
    }

    private static DescribedPredicate<JavaCall<?>> readsARealClock() {
        return called("a real clock", call -> {
            var owner = call.getTargetOwner().getName();
            return owner.startsWith("java.time.") && (REAL_CLOCKS.contains(call.getName()) || isSystemClock(call))
                    || owner.equals("java.lang.System") && REAL_CLOCKS.contains(call.getName());
        });
    }

    private static boolean isSystemClock(JavaCall<?> call) {
        return call.getTargetOwner().getName().equals("java.time.Clock")
                && (call.getName().startsWith("system") || call.getName().startsWith("tick"));
    }

    private static DescribedPredicate<JavaCall<?>> called(String what, Predicate<JavaCall<?>> predicate) {
        return describe(what, predicate);
    }
}
