package dev.waymark.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A life cycle as a person writes it down: a row for each state, a column for each next one, {@code x} where allowed. */
public final class TransitionTable {

    private TransitionTable() {}

    /** Every cell as from, to, allowed; the header must name every state, in order, and so must the rows. */
    public static <S extends Enum<S>> Stream<Arguments> cells(Class<S> states, String table) {
        var all = List.of(states.getEnumConstants());
        var rows = table.lines().map(TransitionTable::words).toList();
        expect(names(all), rows.getFirst().subList(1, rows.getFirst().size()));
        expect(names(all), rows.stream().skip(1).map(List::getFirst).toList());
        return rows.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(0, all.size())
                        .mapToObj(column -> Arguments.of(
                                Enum.valueOf(states, row.getFirst()),
                                all.get(column),
                                row.get(column + 1).equals("x"))));
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }

    private static List<String> names(List<? extends Enum<?>> states) {
        return states.stream().<String>map(Enum::name).toList();
    }

    private static void expect(List<String> states, List<String> written) {
        if (!states.equals(written)) {
            throw new IllegalArgumentException("Expected the table to name " + states + ", but it names " + written);
        }
    }
}
