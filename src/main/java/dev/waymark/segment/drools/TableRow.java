package dev.waymark.segment.drools;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of a decision table: whoever has these scores is in this segment.
 *
 * @param cells by the name of their column
 * @param scores by r, f and m
 */
record TableRow(int line, Map<String, Token> cells, Map<String, ScoreRange> scores) {

    static final List<String> SCORES = List.of("r", "f", "m");

    Token segment() {
        return cells.get("segment");
    }

    /** The text of a cell; null if it is empty or not there. */
    @Nullable
    String text(String column) {
        var cell = cells.get(column);
        return cell == null || cell.text().isEmpty() ? null : cell.text();
    }

    /** Scores, in words, that this row and the other both mean. */
    Optional<String> shared(TableRow other) {
        var shared = SCORES.stream()
                .flatMap(score -> scores.get(score).shared(other.scores.get(score)).stream()
                        .map(one -> score + " " + one))
                .toList();
        return shared.size() == SCORES.size() ? Optional.of(String.join(", ", shared)) : Optional.empty();
    }

    /** Without orders all three scores are 0, and nobody is meant. */
    String condition() {
        var hasOrders = scores.values().stream().allMatch(ScoreRange::isFromWorst) ? "r >= 1" : "";
        var questions = SCORES.stream()
                .map(score -> scores.get(score).asQuestions(score))
                .filter(question -> !question.isEmpty())
                .collect(Collectors.joining(", "));
        var all = hasOrders.isEmpty() || questions.startsWith("r ==")
                ? questions
                : hasOrders + (questions.isEmpty() ? "" : ", ") + questions;
        return "Rfm( " + all + " )";
    }
}
