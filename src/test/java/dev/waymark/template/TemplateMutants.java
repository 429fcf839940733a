package dev.waymark.template;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Texts of templates drawn from a seed: sound ones, put together from what a template may hold, and hostile ones, made of
 * attempts that are cut, doubled, nested and mixed with what is sound.
 */
final class TemplateMutants {

    private static final int MOST_CHANGES = 6;

    private static final List<String> WORDS = List.of(
            "Hello",
            "สวัสดีค่ะ",
            "a & b",
            "100 %",
            "\n",
            " ",
            "😀",
            "\\{not a placeholder\\}",
            "{! a comment {x} !}",
            "{| as it is |}",
            "<b>bold</b>",
            "$5",
            "#1",
            "it's",
            "\"quoted\"",
            "a=b",
            "...",
            "© 2027",
            "{x}",
            "{x}",
            "{x ?: 'y'}",
            "{x.or('y')}",
            "{list.size}",
            "{map.name}",
            "{x ? 'yes' : 'no'}");

    private static final List<String> SOUND_BLOCKS = List.of(
            "{#if x}%s{/if}",
            "{#if x == 'Mali'}%s{#else}none{/if}",
            "{#if number > 3 && number < 9}%s{#else if x}b{#else}c{/if}",
            "{#for i in list}%s{i}{#if i_hasNext}, {/if}{/for}",
            "{#each list}{it}%s{/each}",
            "{#let y=x}{y}%s{/let}",
            "{#when x}{#is 'Mali'}%s{#else}b{/when}",
            "{#switch x}{#case 'a'}%s{#case 'b'}c{/switch}",
            "<p title=\"{x}\">%s</p>",
            "<a href=\"https://shop.example/{x}\">%s</a>");

    private static final List<String> ATTEMPTS = List.of(
            "{x.getClass}",
            "{x.class.name}",
            "{x.getClass().forName('java.lang.Runtime').getRuntime().exec('touch %1$s')}",
            "{x.class.classLoader.loadClass('java.lang.ProcessBuilder').newInstance('touch','%1$s').start()}",
            "{x.getClass().getClassLoader().loadClass('java.net.URL').newInstance('%2$s').openStream()}",
            "{inject:vertx.fileSystem.writeFileBlocking('%1$s', x)}",
            "{inject:vertx.createHttpClient().getAbs('%2$s')}",
            "{cdi:canary}",
            "{config:canary}",
            "{config:property('canary')}",
            "{config:['canary']}",
            "{java:System.getProperty('canary')}",
            "{io.quarkus.arc.Arc:container.instance('canary')}",
            "{data:x.getClass}",
            "{str:eval('{config:canary}')}",
            "{str:builder('a').append(x.getClass)}",
            "{time:format(x,'yyyy')}",
            "{msg:canary}",
            "{#include %1$s /}",
            "{#include $canary}{x}{/include}",
            "{#insert canary}{x}{/insert}",
            "{#eval '{config:canary}' /}",
            "{#eval x /}",
            "{#fragment id=canary rendered=true}{x}{/fragment}",
            "{#cached}{x.getClass}{/cached}",
            "{#let c=x.getClass}{c.forName('java.lang.Runtime')}{/let}",
            "{#let c=config:canary}{c}{/let}",
            "{#for i in x.getClass.methods}{i.name}{/for}",
            "{#for i in map.entrySet}{i.getClass}{/for}",
            "{#for i in 999999}x{/for}",
            "{#each 999999}{it}{/each}",
            "{#for i in number}x{/for}",
            "{#with x}{getClass}{/with}",
            "{#if x.getClass.name.length > 0}y{/if}",
            "{#when x.getClass}{#is config:canary}y{/when}",
            "{@java.lang.Runtime x}{x.exec('touch %1$s')}",
            "{@java.lang.String x}",
            "{object.secret}",
            "{object.getSecret()}",
            "{object.getSecret}",
            "{map.class}",
            "{map.put('a','b')}",
            "{list.add('a')}",
            "{list.get(0).getClass()}",
            "{x.raw}{x.safe}",
            "{x.toString.bytes}",
            "<script>fetch('%2$s')</script>",
            "<img src=x onerror=\"fetch('%2$s')\">",
            "<a href=\"{x}\">z</a>",
            "${T(java.lang.Runtime).getRuntime().exec('touch %1$s')}",
            "#{T(java.lang.Runtime)}",
            "<%%= Runtime.getRuntime() %%>",
            "{{constructor.constructor('return process')()}}");

    private static final List<String> SPLINTERS = List.of(
            "{",
            "}",
            "{#",
            "{/",
            "{/if}",
            "{/for}",
            "/}",
            "{|",
            "|}",
            "{!",
            "!}",
            "\\",
            "'",
            "\"",
            ":",
            ".",
            "(",
            ")",
            "\u0000",
            "\uFEFF",
            "\u202E",
            "{#if x}",
            "{#for i in list}",
            "{#each list}",
            "{#let x=list}",
            "config:",
            "inject:",
            ".getClass",
            ".class",
            "getClass()",
            "[",
            "]",
            "=",
            "{x",
            "x}",
            "{#else}",
            "{#is",
            "'{'",
            "\n",
            "é",
            "\uD83D");

    private final RandomGenerator random;
    private final String file;
    private final String address;

    /** @param file that is not there and must not be made, @param address that nobody may call */
    TemplateMutants(RandomGenerator random, String file, String address) {
        this.random = random;
        this.file = file;
        this.address = address;
    }

    /** A text that is as it should be, however odd it looks. */
    String sound() {
        return sound(3, 0);
    }

    private String sound(int depth, int loops) {
        var text = new StringBuilder();
        for (var piece = 1 + random.nextInt(4); piece > 0; piece--) {
            var block = SOUND_BLOCKS.get(random.nextInt(SOUND_BLOCKS.size()));
            var isLoop = block.startsWith("{#for") || block.startsWith("{#each");
            if (depth == 0 || random.nextInt(3) > 0 || isLoop && loops > 0 || block.startsWith("{#let") && depth < 3) {
                text.append(WORDS.get(random.nextInt(WORDS.size())));
            } else {
                text.append(block.replace("%s", sound(depth - 1, loops + (isLoop ? 1 : 0))));
            }
        }
        return text.toString();
    }

    /** An attempt, mutilated. */
    String hostile() {
        var text = new StringBuilder(random.nextBoolean() ? attempt() : sound() + attempt());
        for (var change = random.nextInt(MOST_CHANGES); change > 0; change--) {
            change(text);
        }
        return text.toString();
    }

    private String attempt() {
        return ATTEMPTS.get(random.nextInt(ATTEMPTS.size())).formatted(file, address);
    }

    private void change(StringBuilder text) {
        var at = random.nextInt(text.length() + 1);
        var end = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(7)) {
            case 0 -> text.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
            case 1 -> text.delete(at, Math.min(end, at + 3));
            case 2 -> text.insert(at, text.substring(at, end));
            case 3 -> text.insert(at, attempt());
            case 4 -> text.replace(at, end, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
            case 5 ->
                text.insert(
                        at,
                        SOUND_BLOCKS.get(random.nextInt(SOUND_BLOCKS.size())).replace("%s", attempt()));
            default -> text.append(cased(text.substring(at, end)));
        }
    }

    private String cased(String text) {
        var changed = new ArrayList<String>();
        text.codePoints()
                .forEach(character -> changed.add(Character.toString(
                        random.nextBoolean() ? Character.toUpperCase(character) : Character.toLowerCase(character))));
        return String.join("", changed);
    }

    /** Values a stranger could have typed into a form. */
    String typed() {
        return IntStream.range(0, 3)
                .mapToObj(each -> random.nextBoolean() ? attempt() : WORDS.get(random.nextInt(WORDS.size())))
                .reduce("", String::concat);
    }
}
