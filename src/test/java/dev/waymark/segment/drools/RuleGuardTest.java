package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.NOON;
import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aFile;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Proposal;
import dev.waymark.segment.Quarantined;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.fact.Conclusions;
import dev.waymark.segment.fact.Effort;
import dev.waymark.support.DefinitionFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise P-R12, fault F19: an evaluation ends in time, and who did not let it is not asked again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RuleGuardTest {

    private static final String POISON = "rules/segments/poison.drl";

    /** Where every look at the clock takes so long, what asks some hundred questions is too slow. */
    private final SteppingTime time = new SteppingTime(Duration.ofMillis(10));

    private final SteppingTime work = new SteppingTime(Duration.ofMillis(10));

    @Test
    void shouldQuarantineTheFileThatTakesTooLongAndAskTheOthers() {
        // given
        var rules = accepted(good("first"), slow(), good("last"));

        // when
        var judgement = rules.all().judge(ada());

        // then
        assertThat(judgement.segments()).containsExactlyInAnyOrder("first", "last");
        assertThat(judgement.isIn("first")).isTrue();
        assertThat(judgement.isIn("last")).isTrue();
        assertThat(judgement.isIn("poison")).isFalse();
        assertThat(rules.quarantined())
                .containsExactly(new Quarantined(
                        POISON,
                        4,
                        "Expected an answer about one person within 250 ms, but the rules of this file took longer,"
                                + " twice. Ask less in them.",
                        NOON));
    }

    @Test
    void shouldKnowTheSegmentOfAQuarantinedFile() {
        // given
        var rules = accepted(good("first"), slow());

        // when
        rules.all().judge(ada());

        // then
        assertThat(rules.all().segments()).containsExactlyInAnyOrder("first", "poison");
        assertThat(rules.segments()).hasSize(2);
    }

    @Test
    void shouldNotAskAQuarantinedFileAgain() {
        // given
        var rules = accepted(good("first"), slow());
        rules.all().judge(ada());

        // when
        var before = time.getAsLong();
        rules.all().judge(ada());

        // then
        assertThat(Duration.ofNanos(time.getAsLong() - before)).isLessThan(RuleGuard.BOUND);
    }

    @Test
    void shouldStopWhatLooksAheadForTooLong() {
        // given
        // never so, and to be looked at for every day to come
        var many = aProfile().with("firstName", "Ada").who("Signed Up", Duration.ofHours(1));
        for (int i = 0; i < 25; i++) {
            many.with("date" + i, "2015-12-10");
        }
        var person = many.atNoon();
        var tomorrow = IntStream.range(0, 25)
                .mapToObj(i -> "daysSinceTrait(\"date%1$d\") == daysUntilTrait(\"date%1$d\")".formatted(i))
                .collect(Collectors.joining(" || ", "Profile( ", " )"));
        var rules = accepted(file("poison", tomorrow), good("worthy"));
        assertThat(rules.all().judge(person).segments()).hasSize(2);

        // when
        var next = rules.all().nextChange(person);

        // then
        assertThat(next).contains(NOON.plus(Duration.ofHours(23)).plusNanos(1_000));
        assertThat(rules.quarantined()).extracting(Quarantined::file).containsExactly(POISON);
        assertThat(rules.all().judge(person).segments()).containsExactly("worthy");
    }

    @Test
    void shouldNotBlameAFileForPausesOfTheMachine() {
        // given
        var rules = accepted(good("first"), good("last"));
        time.pauseBefore(List.of(2));

        // when
        var judgement = rules.all().judge(ada());

        // then
        assertThat(judgement.isIn("first")).isTrue();
        assertThat(judgement.isIn("last")).isTrue();
        assertThat(rules.quarantined()).isEmpty();
    }

    @Test
    void shouldNotBlameAFileForWhatItCostsTheFirstTime() {
        // given
        var rules = accepted(good("first"), good("last"));
        time.pauseBefore(List.of(2));
        work.pauseBefore(List.of(3));

        // when
        var judgement = rules.all().judge(ada());

        // then
        assertThat(judgement.isIn("first")).isTrue();
        assertThat(rules.quarantined()).isEmpty();
    }

    @Test
    void shouldQuarantineTheDearestOfFilesThatAreTooMuchTogetherOnly() {
        // given
        var rules = accepted(questions("some", 0, 200), questions("more", 1_000, 250), good("first"));

        // when
        var judgement = rules.all().judge(ada());

        // then
        assertThat(judgement.segments()).containsExactlyInAnyOrder("some", "first");
        assertThat(rules.quarantined()).extracting(Quarantined::file).containsExactly("rules/segments/more.drl");
    }

    @Test
    void shouldStopAPolicyThatTakesTooLong() {
        // given
        var rules = accepted(
                policy(
                        "poison",
                        IntStream.range(0, 30)
                                .mapToObj(i -> questions(i * 40, 40))
                                .toArray(String[]::new)),
                policy("next-steps", "Profile( did(\"Signed Up\") )"),
                good("first"));

        // when
        var proposed = rules.propose(ada());

        // then
        assertThat(proposed).extracting(Proposal::policy).containsExactly("next-steps");
        assertThat(rules.quarantined()).extracting(Quarantined::file).containsExactly("rules/policies/poison.drl");
    }

    @Test
    void shouldTakeOverWhatAnotherNodeFound() {
        // given
        var rules = accepted(good("first"), good("poison"));
        assertThat(rules.evaluate(ada())).hasSize(2);

        // when
        rules.quarantine(List.of(new Quarantined(POISON, 1, "Expected less.", NOON)));

        // then
        assertThat(rules.evaluate(ada())).extracting(Decision::segment).containsExactly("first");
    }

    @Test
    void shouldQuarantineAFileWhoseRulesBreak() {
        // given a trait that no source can send
        var rules = accepted(good("first"), file("poison", "Profile( traitNumber(\"size\") > 3 )"));
        var broken = aProfile()
                .who("Signed Up", Duration.ofHours(1))
                .with("size", new BreakingNumber())
                .atNoon();

        // when
        var judgement = rules.all().judge(broken);

        // then
        assertThat(judgement.segments()).containsExactly("first");
        assertThat(rules.quarantined())
                .extracting(Quarantined::reason)
                .singleElement()
                .asString()
                .startsWith("Expected an answer, but the rules of this file broke with ")
                .doesNotContain("Ada");
    }

    @Test
    void shouldNotLetRulesFireMoreOftenThanTheyCanHold() {
        // given two rules that are said to be one
        var two = CheckedFile.read(
                        aRuleFile(
                                "poison",
                                rule("poison", "Profile( did(\"Signed Up\") )") + rule("poison", "Profile()")),
                        new FileFindings(POISON))
                .orElseThrow();
        var compiled = new DroolsBuild(two, 0).compiled();
        var one = new CheckedFile(two.about(), two.rules().subList(0, 1));
        var lying = new CompiledFile(one, 0, compiled.rules(), compiled.packages(), compiled.asked());

        // when
        var network = new RuleNetwork(List.of(lying));

        // then
        assertThatThrownBy(() -> network.conclude(ada()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Rules fired more often than they can hold");
    }

    /** Nothing a rule can do goes on without passing one of these. */
    @ParameterizedTest
    @EnumSource(FactType.class)
    void shouldStopAtEveryQuestion(FactType fact) {
        for (var question : fact.questions()) {
            assertThatThrownBy(() -> Effort.within(Duration.ofSeconds(1), time, () -> asked(question)))
                    .as(question.name())
                    .isInstanceOf(Effort.Spent.class);
        }
    }

    @Test
    void shouldStopAtEveryConclusion() {
        assertThatThrownBy(() -> Effort.within(Duration.ofSeconds(1), time, () -> {
                    var conclusions = new Conclusions();
                    while (!conclusions.holds(1)) {
                        conclusions.add(0);
                    }
                    return conclusions;
                }))
                .isInstanceOf(Effort.Spent.class);
    }

    @Test
    void shouldStopThoughSomebodyInBetweenGoesOn() {
        assertThatThrownBy(() -> Effort.within(Duration.ofSeconds(1), time, () -> {
                    try {
                        return asked(FactType.PROFILE.questions().getFirst());
                    } catch (Effort.Spent ignored) {
                        return "went on";
                    }
                }))
                .isInstanceOf(Effort.Spent.class);
    }

    private static Object asked(FactType.Question question) {
        var arguments = question.arguments().stream()
                .map(argument -> switch (argument) {
                    case HOURS, DAYS, RECENT_DAYS -> new Expression.Literal(ValueKind.NUMBER, "3");
                    case MOMENT -> new Expression.Literal(ValueKind.TEXT, "2027-01-01");
                    default -> new Expression.Literal(ValueKind.TEXT, "some");
                })
                .toList();
        while (true) {
            Answers.answer(new Expression.Call(question, arguments), ada());
        }
    }

    private RuleSet accepted(DefinitionFile... files) {
        return switch (new DroolsRuleCompiler(time, work).check(List.of(files))) {
            case RuleCheck.Accepted(var ruleSet) -> ruleSet;
            case RuleCheck.Refused(var findings) -> throw new AssertionError(findings);
        };
    }

    private static ProfileFacts ada() {
        return aProfile()
                .with("firstName", "Ada")
                .with("bornOn", "2015-12-10")
                .who("Signed Up", Duration.ofHours(23))
                .atNoon();
    }

    private static DefinitionFile good(String key) {
        return file(key, "Profile( didWithinHours(\"Signed Up\", 24) )");
    }

    /** The second rule asks most. */
    private static DefinitionFile slow() {
        return aRuleFile(
                "poison",
                rule("poison", "Profile( did(\"Signed Up\") )")
                        + rule("poison", slowCondition())
                        + IntStream.range(0, 30)
                                .mapToObj(i -> rule("poison", questions(i * 40, 40)))
                                .collect(Collectors.joining()));
    }

    private static String slowCondition() {
        return questions(5_000, 50);
    }

    private static DefinitionFile questions(String key, int from, int many) {
        return aRuleFile(
                key,
                IntStream.range(0, many / 50)
                        .mapToObj(i -> rule(key, questions(from + i * 50, 50)))
                        .collect(Collectors.joining()));
    }

    private static String questions(int from, int many) {
        return IntStream.range(from, from + many)
                .mapToObj(i -> "did(\"Event " + i + "\")")
                .collect(Collectors.joining(" || ", "Profile( ", " )"));
    }

    private static DefinitionFile file(String key, String condition) {
        return aRuleFile(key, rule(key, condition));
    }

    private static String rule(String key, String condition) {
        return """
                rule "%s %08x" @segment("%s") @title("Some people") @owner("growth")
                when %s
                then segment.add("because"); end
                """.formatted(key, condition.hashCode(), key, condition);
    }

    private static DefinitionFile policy(String key, String... conditions) {
        return aFile(
                "rules/policies/" + key + ".drl",
                Arrays.stream(conditions)
                        .map(condition -> """
                        rule "%s %08x" @policy("%s") @title("Some action") @owner("growth")
                        when %s
                        then action.propose("call-%s", 50, "because"); end
                        """.formatted(key, condition.hashCode(), key, condition, key))
                        .collect(Collectors.joining()));
    }

    private static final class BreakingNumber extends Number {

        @Override
        public int intValue() {
            throw new ArithmeticException("Ada");
        }

        @Override
        public long longValue() {
            return intValue();
        }

        @Override
        public float floatValue() {
            return intValue();
        }

        @Override
        public double doubleValue() {
            return intValue();
        }
    }
}
