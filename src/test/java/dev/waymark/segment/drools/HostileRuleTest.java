package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aCase;
import static dev.waymark.segment.drools.RuleTexts.aCompiler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.drools.RuleTexts.TitledText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;

/** Promise P-S1: no text of a rule file runs as code. Told by effect: a file that hostile texts would make. */
class HostileRuleTest {

    private static final long SEED = 20270301;
    private static final int MUTANTS = 10_000;
    private static final List<String> GLOBALS = List.of("segment", "signal", "action");
    private static final Pattern PIECE = Pattern.compile("\"[^\"\\n]*\"|[\\w$]+|\\s+|.");
    private static final Pattern UNSEEN = Pattern.compile("\\$\\{u([0-9a-f]{4})}");

    @TempDir
    private Path folder;

    static List<TitledText> attacks() {
        return RuleTexts.titledTexts("invalid/rules/attacks.txt");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void shouldRefuseAHostileTextWithoutRunningIt(TitledText attack) {
        // given
        var text = armed(attack);

        // when
        var check = aCompiler().check(List.of(aCase(text)));

        // then
        assertThat(check).isInstanceOf(RuleCheck.Refused.class);
        assertThat(canary()).doesNotExist();
    }

    /** Keeps the corpus honest: were the texts harmless to Drools itself, refusing them would prove nothing. */
    @Test
    void shouldKnowThatManyOfTheTextsDoHarmWhenCompiledAsTheyAre() throws IOException {
        // given
        var harmful = new ArrayList<String>();

        // when
        for (var attack : attacks()) {
            runUnchecked(armed(attack));
            if (Files.deleteIfExists(canary())) {
                harmful.add(attack.title());
            }
        }

        // then
        assertThat(harmful).hasSizeGreaterThan(40);
    }

    @Test
    void shouldWithstandMutantsOfHostileAndHarmlessTexts() {
        // given
        var harmless =
                RuleTexts.titledTexts("valid/rules/accepted.txt").stream().map(TitledText::text);
        var texts = Stream.concat(attacks().stream().map(this::armed), harmless)
                .map(HostileRuleTest::piecesOf)
                .toList();
        var random = new Random(SEED);

        // when
        var accepted = IntStream.range(0, MUTANTS)
                .filter(i -> isAcceptedAndEvaluated(mutant(texts, random)))
                .count();

        // then
        assertThat(canary()).doesNotExist();
        assertThat(accepted).as("mutants that reached Drools").isPositive();
    }

    private static boolean isAcceptedAndEvaluated(String text) {
        if (aCompiler().check(List.of(aCase(text))) instanceof RuleCheck.Accepted(var ruleSet)) {
            ruleSet.evaluate(someone());
            ruleSet.signalsOf(someone());
            ruleSet.propose(someone());
            return true;
        }
        return false;
    }

    /** Replaces a few words and signs of one text by some of another. */
    static String mutant(List<List<String>> texts, Random random) {
        var mutant = new ArrayList<>(texts.get(random.nextInt(texts.size())));
        for (int i = random.nextInt(3); i >= 0; i--) {
            var donor = texts.get(random.nextInt(texts.size()));
            var replaced = part(mutant, random);
            var piece = List.copyOf(part(donor, random));
            replaced.clear();
            replaced.addAll(piece);
        }
        return String.join("", mutant);
    }

    private static List<String> part(List<String> pieces, Random random) {
        var from = random.nextInt(pieces.size());
        return pieces.subList(from, Math.min(pieces.size(), from + random.nextInt(4)));
    }

    static List<String> piecesOf(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    static void runUnchecked(String text) {
        try {
            var builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
            builder.add(ResourceFactory.newByteArrayResource(preceded(text)), ResourceType.DRL);
            var session = builder.newKieBase().newKieSession();
            for (var global : GLOBALS) {
                session.setGlobal(global, new OpenSegment());
            }
            FactType.allOf(someone()).forEach(session::insert);
            session.fireAllRules(10);
            session.dispose();
        } catch (RuntimeException | LinkageError e) {
            assertThat(e).as("an attack that failed by itself").isNotNull();
        }
    }

    private static byte[] preceded(String text) {
        var imports = Arrays.stream(FactType.values())
                .map(fact -> "import " + fact.javaType().getName() + "; ")
                .collect(Collectors.joining());
        var globals = GLOBALS.stream()
                .map(global -> "global " + OpenSegment.class.getCanonicalName() + " " + global + "; ")
                .collect(Collectors.joining());
        return (imports + globals + text).getBytes(StandardCharsets.UTF_8);
    }

    private static ProfileFacts someone() {
        return aProfile()
                .who("Signed Up", Duration.ofHours(1))
                .with("plan", "pro")
                .atNoon();
    }

    private String armed(TitledText attack) {
        return withCharacters(attack.text())
                .replace("${harm}", "new java.io.File(\"${canary}\").createNewFile()")
                .replace("${canary}", canary().toString());
    }

    static String withCharacters(String text) {
        return UNSEEN.matcher(text).replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }

    private Path canary() {
        return folder.resolve("canary");
    }
}
