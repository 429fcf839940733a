package dev.waymark.imports;

import java.util.List;
import java.util.UUID;

/**
 * Takes the rows of a kind of file that are no events. Implemented by the feature that owns what they become, so that
 * intake, progress, refusals and going on after a kill are the same for every file.
 */
public interface RowTaker {

    ImportKind kind();

    /**
     * Takes some rows in the caller's transaction, in which they are counted too: each is taken once.
     *
     * @param importId whose rows they are
     * @param source as the file was handed in with: for codes the offer
     * @return what was wrong, at most once for each line; all others were taken
     */
    List<Refusal> take(UUID importId, String source, List<ImportRow> rows);
}
