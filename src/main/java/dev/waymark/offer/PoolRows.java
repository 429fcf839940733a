package dev.waymark.offer;

import dev.waymark.imports.ImportKind;
import dev.waymark.imports.ImportRow;
import dev.waymark.imports.Refusal;
import dev.waymark.imports.RowTaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Takes the codes of a file into the pool of an offer. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class PoolRows implements RowTaker {

    private static final String CODE = "code";
    private static final String GOOD_UNTIL = "goodUntil";

    /** Short enough to be typed at a till; how hard it is to guess is up to whoever made it. */
    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{4,62}[A-Za-z0-9]");

    private final PoolTable pools;
    private final Clock clock;

    PoolRows(PoolTable pools, Clock clock) {
        this.pools = pools;
        this.clock = clock;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.CODES;
    }

    @Override
    public List<Refusal> take(UUID importId, String offer, List<ImportRow> rows) {
        var refusals = new ArrayList<Refusal>();
        var sound = new ArrayList<PoolTable.NewCode>();
        for (var row : rows) {
            var goodUntil = row.moment(GOOD_UNTIL);
            if (!SOUND.matcher(row.text(CODE)).matches()) {
                refusals.add(
                        new Refusal(
                                row.line(),
                                CODE,
                                "Expected a code of 6 to 64 letters, digits, dots, hyphens and underscores, but it is not one."));
            } else if (goodUntil
                    .filter(until -> !until.isAfter(clock.instant()))
                    .isPresent()) {
                refusals.add(new Refusal(
                        row.line(), GOOD_UNTIL, "Expected goodUntil to be in the future, but it has passed."));
            } else {
                sound.add(new PoolTable.NewCode(row.line(), row.text(CODE), goodUntil.orElse(null)));
            }
        }
        var added = pools.add(importId, offer, sound);
        sound.stream().filter(code -> !added.contains(code.line())).forEach(code -> refusals.add(repeated(code)));
        return refusals;
    }

    private static Refusal repeated(PoolTable.NewCode code) {
        return new Refusal(
                code.line(),
                CODE,
                "Expected each code once, but this one is in a pool already or stands twice in the file. Case, blanks and"
                        + " hyphens make no difference.");
    }
}
