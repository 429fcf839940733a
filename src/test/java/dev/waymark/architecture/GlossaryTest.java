package dev.waymark.architecture;

import static dev.waymark.architecture.Product.MAIN;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word per thing, in types, tables and paths: the other words people use for it are not ours. */
class GlossaryTest {

    private static final Set<String> FORBIDDEN = Set.of(
            // profile, trait, event
            "customer",
            "user",
            "contact",
            "lead",
            "subscriber",
            "attribute",
            "activity",
            "hit",
            // journey, enrolment, step, wait
            "campaign",
            "flow",
            "workflow",
            "canvas",
            "entrance",
            "subscription",
            "node",
            "delay",
            // message, template, offer, task, incident
            "delivery",
            "notification",
            "creative",
            "voucher",
            "coupon",
            "ticket",
            "error");

    /** A sequence flow is BPMN's own word for what leads from one step to the next. */
    private static final Set<String> BPMN_WORDS = Set.of("Flow", "FlowRules", "TakenFlow");

    @Test
    void shouldNameTypesByTheGlossary() {
        assertThat(MAIN.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(not(BPMN_WORDS::contains))
                        .filter(name -> holdsForbidden(Arrays.stream(name.split("(?=\\p{Lu})")))))
                .isEmpty();
    }

    @Test
    void shouldNameTablesByTheGlossary() throws IOException {
        var tables = Pattern.compile("create table (\\w+)")
                .matcher(migrations())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(tables).contains("profile", "enrolment", "message");
        assertThat(tables).noneMatch(table -> holdsForbidden(Arrays.stream(table.split("_"))));
    }

    @Test
    void shouldNamePathsByTheGlossary() {
        var paths = MAIN.stream()
                .flatMap(type ->
                        Stream.concat(pathOf(type), type.getMethods().stream().flatMap(GlossaryTest::pathOf)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(paths).contains("/api/journeys", "/api/enrolments/{id}");
        assertThat(paths).noneMatch(path -> holdsForbidden(Arrays.stream(path.split("[^a-zA-Z]+"))));
    }

    private static boolean holdsForbidden(Stream<String> words) {
        return words.map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> FORBIDDEN.contains(word)
                        || word.endsWith("s") && FORBIDDEN.contains(word.substring(0, word.length() - 1)));
    }

    private static Stream<String> pathOf(CanBeAnnotated annotated) {
        return annotated instanceof com.tngtech.archunit.core.domain.properties.HasAnnotations<?> has
                ? has.tryGetAnnotationOfType(Path.class.getName()).map(GlossaryTest::value).stream()
                : Stream.empty();
    }

    private static String value(JavaAnnotation<?> annotation) {
        return (String) annotation.get("value").orElseThrow();
    }

    private static String migrations() throws IOException {
        try (var files = Files.list(java.nio.file.Path.of("src/main/resources/db/migration"))) {
            var text = new StringBuilder();
            for (var file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}
