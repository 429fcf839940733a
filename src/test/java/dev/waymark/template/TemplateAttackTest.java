package dev.waymark.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks told by their effect: both walls are tried, the check of the text and, past it, the engine alone. */
@DisplayName("A hostile template or value")
class TemplateAttackTest {

    private static final String CANARY = "canary-secret";
    private static final List<String> CHAINS = List.of(
            "{x.getClass}",
            "{x.getClass()}",
            "{x.class}",
            "{x.class.name}",
            "{x.getClass().getClassLoader()}",
            "{x.class.forName('java.lang.Runtime').getRuntime().exec('true')}",
            "{x.hashCode()}",
            "{x.toString()}",
            "{x.or('y').getClass()}",
            "{x.raw}",
            "{x.safe}");
    private static final Map<String, Object> VALUES =
            Map.of("text", "Mali", "number", 7, "truth", true, "list", List.of("a", "b"), "map", Map.of("k", "v"));

    static Stream<Arguments> chainsOnValues() {
        return CHAINS.stream().flatMap(chain -> VALUES.keySet().stream().map(kind -> Arguments.of(chain, kind)));
    }

    @ParameterizedTest(name = "{0} on a {1}")
    @MethodSource("chainsOnValues")
    void shouldNotReachTheClassOfAValue(String chain, String kind) {
        assertThat(new TemplateReader().check(TemplateFiles.sample(chain))).isInstanceOf(TemplateCheck.Refused.class);
        assertThatExceptionOfType(TemplateFailure.class)
                .isThrownBy(() -> unchecked(chain, Map.of("x", VALUES.get(kind))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{config:canary}",
                "{config:property('canary')}",
                "{inject:canary}",
                "{cdi:canary}",
                "{vertx:canary}",
                "{str:eval('{canary}')}",
                "{str:concat('a', 'b')}",
                "{msg:canary}",
                "{uri:canary}",
                "{java:canary}",
                "{io:canary}",
                "{#include canary /}",
                "{#include $fragment /}",
                "{#eval x /}",
                "{#fragment id=a}{x}{/fragment}",
                "{#insert /}",
                "{#cached}{x}{/cached}",
                "{#canary /}"
            })
    void shouldNotReachOutsideTheTemplate(String text) {
        // given
        System.setProperty("canary", CANARY);

        // then
        assertThat(new TemplateReader().check(TemplateFiles.sample("{x}" + text)))
                .isInstanceOf(TemplateCheck.Refused.class);
        assertThat(outcome(text)).doesNotContain(CANARY);
    }

    @Test
    void shouldNotCallAMethodOfAnObjectEvenIfOneGotIn() {
        // given
        var calls = new Canary();

        // when
        var outcomes = Stream.of("{x.secret}", "{x.getSecret}", "{x.getSecret()}", "{x.secret()}")
                .map(text -> outcome(text, Map.of("x", calls)))
                .toList();

        // then
        assertThat(outcomes).noneMatch(outcome -> outcome.contains(CANARY));
        assertThat(calls.count).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#for i in 1000000000}x{/for}",
                "{#each 1000000000}x{/each}",
                "{#for i in x.or(1000000000)}x{/for}",
                "{#for i in x ?: 1000000000}x{/for}",
                "{#let n=1000000000}{#for i in n}x{/for}{/let}",
                "{#let x=1000000000}{#for i in x}x{/for}{/let}",
                "{#set x=1000000000}{#for i in x}x{/for}{/set}",
                "{#each x}{#let it=1000000000}{#for i in it}x{/for}{/let}{/each}",
                "{#each x}{#each it}{#each it}{it}{/each}{/each}{/each}"
            })
    void shouldNotBeAllowedToLoopWithoutEnd(String text) {
        assertThat(new TemplateReader().check(TemplateFiles.sample(text))).isInstanceOf(TemplateCheck.Refused.class);
    }

    @Test
    @Timeout(5)
    void shouldNotLoopOverANumberAPersonSupplies() {
        // given
        var template = accepted("{#for i in x}x{/for}");

        // then
        for (var number : List.<Object>of(1_000_000_000, 1_000_000_000L, new BigDecimal("1E+9"))) {
            assertThatExceptionOfType(TemplateFailure.class)
                    .isThrownBy(() -> template.render("en", "sms", Map.of("x", number)));
        }
    }

    @Test
    @Timeout(10)
    void shouldStopWhenTheOutputGrowsTooLarge() {
        // given
        var template = accepted("{#for a in x}{#for b in x}" + "long ".repeat(20) + "{b}{/for}{/for}");
        var list = IntStream.range(0, MessageValues.MAX_ENTRIES)
                .mapToObj(each -> "y".repeat(100))
                .toList();

        // then
        assertThatExceptionOfType(TemplateFailure.class)
                .isThrownBy(() -> template.render("en", "sms", Map.of("x", list)))
                .withMessageContaining("at most 512 KB");
    }

    @Test
    @Timeout(10)
    void shouldStopWhatTakesLongAndPrintsNothing() {
        // given
        var list = IntStream.range(0, MessageValues.MAX_ENTRIES).boxed().toList();
        var silent = accepted("{#for a in x}{#for b in x}" + "{''}{b ? '' : ''}".repeat(2_000) + "{/for}{/for}");
        var sections = accepted("{#for a in x}{#for b in x}" + "{#if 1 == 2}a{/if}".repeat(190) + "{/for}{/for}");

        // then
        assertThatExceptionOfType(TemplateFailure.class)
                .isThrownBy(() -> silent.render("en", "sms", Map.of("x", list)))
                .withMessageContaining("at most 200,000 steps");
        assertThat(sections.render("en", "sms", Map.of("x", list)).text()).isBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{x / 0}", "{x.div(0)}", "{x % 0}", "{x mod 0}", "{x.minus(1)}", "{x + 1}", "{x.size()}"})
    void shouldNotReckon(String text) {
        assertThat(new TemplateReader().check(TemplateFiles.sample("{x}" + text)))
                .isInstanceOf(TemplateCheck.Refused.class);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> unchecked(text, Map.of("x", 7)));
    }

    @Test
    @Timeout(10)
    void shouldBeRefusedWhenNestedToBreakTheParser() {
        // given
        var hidden = "{{! {#if x}{!{/}!} !}".repeat(3_000);
        var quoted = "{x" + ".or('{'.or(x".repeat(3_000) + ")".repeat(6_000) + "}";

        // then
        for (var text : List.of(hidden, quoted, "{#if x}".repeat(4_000), "{x" + ".or(x".repeat(4_000) + "}")) {
            assertThat(new TemplateReader().check(TemplateFiles.sample(text)))
                    .isInstanceOf(TemplateCheck.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{x}",
                "{config:canary}",
                "{#for i in 1000000000}x{/for}",
                "{x.getClass()}",
                "{#include a /}",
                "{",
                "}",
                "{/if}",
                "{|",
                "{!",
                "\\{x}",
                "${7*7}",
                "#{7*7}",
                "{{7*7}}"
            })
    void shouldPrintAValueAsItIs(String value) {
        // when
        var text = accepted("a {x} b").render("en", "sms", Map.of("x", value)).text();

        // then
        assertThat(text).isEqualTo("a " + value + " b");
    }

    @Test
    void shouldRefuseValuesOfOtherKinds() {
        // given
        var template = accepted("{x}");
        var endless = new HashMap<String, Object>();
        endless.put("self", endless);

        // then
        for (var value : List.of(
                new Canary(),
                List.of(new Canary()),
                Map.of("k", new Canary()),
                Map.of(1, "not a name"),
                Double.NaN,
                new BigDecimal("1E+1000000000"),
                "y".repeat(MessageValues.MAX_LENGTH + 1),
                IntStream.range(0, MessageValues.MAX_ENTRIES + 1).boxed().toList(),
                endless)) {
            assertThatExceptionOfType(TemplateFailure.class)
                    .isThrownBy(() -> template.render("en", "sms", Map.of("x", value)))
                    .satisfies(failure -> assertThat(failure.parameter()).isEqualTo("x"));
        }
    }

    @Test
    void shouldNeverShowAValueInAFailure() {
        // given
        var loop = accepted("{#for i in x}{i}{/for}");
        var property = accepted("{x.city}");

        // then
        for (var template : List.of(loop, property)) {
            assertThatExceptionOfType(TemplateFailure.class)
                    .isThrownBy(() -> template.render("en", "sms", Map.of("x", CANARY)))
                    .satisfies(failure -> {
                        assertThat(failure.toString()).doesNotContain(CANARY);
                        assertThat(failure).hasNoCause().hasNoSuppressedExceptions();
                        assertThat(failure.parameter()).isEqualTo("x");
                    });
        }
    }

    @Test
    void shouldNotShowAValueThatCannotBeCompared() {
        // given
        var comparison = accepted("{#if x > 3}a{/if}");

        // then
        assertThatExceptionOfType(TemplateFailure.class)
                .isThrownBy(() -> comparison.render("en", "sms", Map.of("x", CANARY)))
                .satisfies(failure -> {
                    assertThat(failure.toString())
                            .contains("sample/en/sms/body.txt")
                            .doesNotContain(CANARY);
                    assertThat(failure).hasNoCause();
                });
    }

    private static Template accepted(String text) {
        return TemplateFiles.accepted(TemplateFiles.sample(text)).find("sample").orElseThrow();
    }

    private static String outcome(String text) {
        return outcome(text, Map.of("x", "{canary}"));
    }

    private static String outcome(String text, Map<String, Object> values) {
        try {
            return unchecked(text, values);
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Past the check and past the plain values: what the engine alone would do. */
    private static String unchecked(String text, Map<String, Object> values) {
        var parsed = new MessageEngine().parse(text, false);
        return new MessagePart(new PartName("en", "sms", PartName.TEXT), parsed, List.of(), Set.of())
                .render("sample", values);
    }

    /** Counts whether anybody reads its secret. */
    public static final class Canary {

        private int count;

        public String getSecret() {
            count++;
            return CANARY;
        }
    }
}
