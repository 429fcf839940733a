package dev.waymark.product;

import dev.waymark.behaviour.Category;
import dev.waymark.imports.ImportKind;
import dev.waymark.imports.ImportRow;
import dev.waymark.imports.Refusal;
import dev.waymark.imports.RowTaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes the products of a file into the catalogue: each row replaces what was known of its sku, the last of several
 * counts. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class ProductRows implements RowTaker {

    private static final int LONGEST_SKU = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 2_000;

    private static final List<Rule> RULES = List.of(
            new Rule("sku", sku -> isLine(sku, LONGEST_SKU), "1 to 100 characters on one line"),
            new Rule("name", name -> isLine(name, LONGEST_NAME), "1 to 200 characters on one line"),
            new Rule("price", price -> new BigDecimal(price).signum() >= 0, "a number from 0 on"),
            new Rule("currency", currency -> currency.matches("[A-Z]{3}"), "a code such as THB"),
            new Rule("url", ProductRows::isSafeAddress, "an address that begins with https://"),
            new Rule("image", ProductRows::isSafeAddress, "an address that begins with https://"));

    private final ProductTable products;
    private final Clock clock;

    ProductRows(ProductTable products, Clock clock) {
        this.products = products;
        this.clock = clock;
    }

    /** What a cell must be if there is one. */
    private record Rule(String column, Predicate<String> isKept, String expected) {}

    @Override
    public ImportKind kind() {
        return ImportKind.PRODUCTS;
    }

    @Override
    public List<Refusal> take(UUID importId, String source, List<ImportRow> rows) {
        var refusals = new ArrayList<Refusal>();
        var sound = new LinkedHashMap<String, Product>();
        for (var row : rows) {
            refusal(row).ifPresentOrElse(refusals::add, () -> sound.put(row.text("sku"), product(row)));
        }
        if (!sound.isEmpty()) {
            products.save(sound.values());
        }
        return refusals;
    }

    private static Optional<Refusal> refusal(ImportRow row) {
        for (var column : List.of("sku", "name")) {
            if (!row.has(column)) {
                return Optional.of(new Refusal(row.line(), column, "Expected " + column + ", but the cell is empty."));
            }
        }
        for (var rule : RULES) {
            if (row.has(rule.column()) && !rule.isKept().test(row.text(rule.column()))) {
                return Optional.of(new Refusal(
                        row.line(),
                        rule.column(),
                        "Expected " + rule.column() + " to be " + rule.expected() + ", but it is not."));
            }
        }
        return row.has("price") == row.has("currency")
                ? Optional.empty()
                : Optional.of(new Refusal(
                        row.line(),
                        row.has("price") ? "currency" : "price",
                        "Expected price and currency together, but one is missing."));
    }

    private Product product(ImportRow row) {
        return new Product(
                row.text("sku"),
                row.text("name"),
                Category.key(row.text("category")),
                row.has("price") ? new BigDecimal(row.text("price")) : null,
                textOf(row, "currency"),
                textOf(row, "url"),
                textOf(row, "image"),
                !row.has("inStock") || row.text("inStock").equals("true"),
                clock.instant());
    }

    private static @Nullable String textOf(ImportRow row, String column) {
        return row.has(column) ? row.text(column) : null;
    }

    private static boolean isLine(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    /** It is put into messages: nothing but a page or a picture of a host, and no name or password before it. */
    private static boolean isSafeAddress(String text) {
        try {
            var address = new URI(text);
            return text.length() <= LONGEST_ADDRESS
                    && "https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null;
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
