package dev.waymark.message;

import dev.waymark.product.Product;
import dev.waymark.product.Reasons;
import dev.waymark.product.Recommendations;
import dev.waymark.product.Recommendations.Source;
import dev.waymark.profile.ProfileId;
import dev.waymark.template.Parameter;
import dev.waymark.template.ProductList;
import dev.waymark.template.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The products a template shows to one person, as maps of texts, and the reason to give for them. Reads only. Thread-safe;
 * joins the caller's transaction.
 */
@ApplicationScoped
class ProductValues {

    private final Recommendations recommendations;
    private final Reasons reasons;

    ProductValues(Recommendations recommendations, Reasons reasons) {
        this.recommendations = recommendations;
        this.reasons = reasons;
    }

    /** A template wants products, there are none for the person, and it says that then nothing is sent. */
    static final class NoProducts extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoProducts() {
            super("no-products", null, false, false);
        }
    }

    /**
     * By name of the parameter; nothing for templates without products.
     *
     * @param locale the template is written in
     * @throws NoProducts where nothing is to be sent
     */
    Map<String, Object> of(Template template, ProfileId profile, String locale) {
        var wanted = template.parameters().stream()
                .filter(parameter -> parameter.products() != null || parameter.isReason())
                .toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var segments = reasons.segmentsOf(profile);
        var values = new HashMap<String, Object>();
        var category = "";
        for (var parameter : wanted) {
            var list = parameter.products();
            if (list != null) {
                var found = products(parameter, list, profile);
                category = category.isEmpty() && !found.isEmpty()
                        ? found.getFirst().category()
                        : category;
                values.put(
                        parameter.name(),
                        found.stream()
                                .map(product -> asMap(product, segments, locale))
                                .toList());
            }
        }
        var reason = reasons.reason(segments, category, locale);
        wanted.stream()
                .filter(Parameter::isReason)
                .forEach(parameter -> reason.ifPresent(words -> values.put(parameter.name(), words)));
        return values;
    }

    private List<Product> products(Parameter parameter, ProductList list, ProfileId profile) {
        var source = Source.of(parameter.from()).orElseThrow();
        var found = recommendations.of(profile, source, list.category(), list.most());
        if (found.isEmpty() && list.orBestSellers()) {
            found = recommendations.of(profile, Source.BEST_SELLERS, list.category(), list.most());
        }
        if (found.isEmpty() && list.skipsWhenEmpty()) {
            throw new NoProducts();
        }
        return found;
    }

    /** All keys always: a template asks for each with an if, and one that is missing would break it. */
    private Map<String, Object> asMap(Product product, Set<String> segments, String locale) {
        return Map.of(
                "sku",
                product.sku(),
                "name",
                product.name(),
                "category",
                product.category(),
                "price",
                price(product, locale),
                "url",
                Objects.requireNonNullElse(product.url(), ""),
                "image",
                Objects.requireNonNullElse(product.image(), ""),
                "reason",
                reasons.reason(segments, product.category(), locale).orElse(""));
    }

    private static String price(Product product, String locale) {
        return product.price() == null
                ? ""
                : NumberFormat.getNumberInstance(Locale.forLanguageTag(locale)).format(product.price()) + " "
                        + product.currency();
    }
}
