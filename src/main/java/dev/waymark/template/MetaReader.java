package dev.waymark.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one {@code meta.yaml}, strictly: a misspelt field is a finding, not silence. Used once, by one thread. */
final class MetaReader {

    private static final String KEY = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final String NAME = "[a-z][A-Za-z0-9]{0,39}";
    private static final Set<String> TAKEN = Set.of("this", "it", "in", "or", "and", "true", "false", "null", "data");

    private static final Set<String> SOURCES =
            Set.of(Parameter.CONTACT, Parameter.SITE, Parameter.UNSUBSCRIBE, Parameter.OFFER_CODE, Parameter.REASON);

    private final String key;
    private final DefinitionFile file;
    private final Findings findings;

    MetaReader(String key, DefinitionFile file, Findings findings) {
        this.key = key;
        this.file = file;
        this.findings = findings;
    }

    /** As much as could be read; none where it is no YAML mapping at all. */
    Optional<TemplateMeta> read() {
        var root = tree();
        if (root == null) {
            return Optional.empty();
        }
        requireOnly(root, Set.of("title", "offer", "followLinks", "parameters"), "");
        var title = text(root, "title");
        if (title == null) {
            find("title", "Expected a title that people see, but there is none. Add title: ...");
        }
        return Optional.of(
                new TemplateMeta(key, title == null ? key : title, offer(root), followsLinks(root), parameters(root)));
    }

    private @Nullable JsonNode tree() {
        return YamlFields.read(
                file, "Expected a list of fields such as title: ..., but there is none. Write the fields.", findings);
    }

    private @Nullable String offer(JsonNode root) {
        var offer = text(root, "offer");
        if (root.has("offer") && (offer == null || !offer.matches(KEY))) {
            find("offer", "Expected the key of an offer, but it is something else. Correct it.");
        }
        return offer;
    }

    private boolean followsLinks(JsonNode root) {
        var follows = root.path("followLinks");
        if (!follows.isMissingNode() && !follows.isBoolean()) {
            find("followLinks", "Expected followLinks to be true or false, but it is something else. Correct it.");
        }
        return follows.asBoolean(true);
    }

    private List<Parameter> parameters(JsonNode root) {
        var parameters = new ArrayList<Parameter>();
        var declared = root.path("parameters");
        if (!declared.isMissingNode() && !declared.isObject()) {
            find("parameters", "Expected parameters by name, but it is something else. Write name: {from: ...}.");
        }
        for (var entry : declared.properties()) {
            parameters.add(parameter(entry.getKey(), entry.getValue(), root.has("offer")));
        }
        return parameters;
    }

    private Parameter parameter(String name, JsonNode declared, boolean withOffer) {
        if (!name.matches(NAME) || TAKEN.contains(name)) {
            find(name, "Expected a parameter name like firstName, but " + name + " is not one. Rename it.");
        }
        var from = Optional.ofNullable(text(declared, "from")).orElse("");
        if (ProductList.SOURCES.contains(from)) {
            requireOnly(
                    declared,
                    Set.of("from", "most", "otherwise", "category", "whenEmpty"),
                    " of the list of products " + name);
            return new Parameter(name, from, Map.of(), products(name, from, declared));
        }
        requireOnly(declared, Set.of("from", "fallback"), " of the parameter " + name);
        if (!SOURCES.contains(from) && !from.matches("trait\\.[A-Za-z][A-Za-z0-9_]*")) {
            find(
                    name,
                    "Expected the parameter " + name
                            + " from trait.<name>, offer.code, config.site, config.contact, message.unsubscribe, reason,"
                            + " recently-browsed, related or best-sellers, but it is "
                            + (from.isEmpty() ? "missing" : from) + ". Correct from.");
        }
        if (from.equals(Parameter.OFFER_CODE) && !withOffer) {
            find(name, "Expected an offer for the parameter " + name + ", but the template names none. Add offer: ...");
        }
        return new Parameter(name, from, fallback(name, declared));
    }

    private ProductList products(String name, String from, JsonNode declared) {
        var most = declared.path("most").asInt(ProductList.FEW);
        if (declared.has("most") && !declared.get("most").isInt() || most < 1 || most > ProductList.MANY) {
            find(name, "Expected most of " + name + " to be a number from 1 to 10, but it is not. Correct it.");
        }
        var otherwise = text(declared, "otherwise");
        if (declared.has("otherwise")
                && (from.equals(ProductList.BEST_SELLERS) || !ProductList.BEST_SELLERS.equals(otherwise))) {
            find(
                    name,
                    "Expected otherwise of " + name
                            + " to be best-sellers, or to be left out, as it is where the list is"
                            + " of best sellers, but it is something else. Correct it.");
        }
        if (declared.has("category")
                && (text(declared, "category") == null
                        || !from.equals(ProductList.BEST_SELLERS) && otherwise == null)) {
            find(
                    name,
                    "Expected a category as text, and only beside best-sellers, for " + name
                            + ", but it is otherwise. Correct or remove it.");
        }
        var whenEmpty = Optional.ofNullable(text(declared, "whenEmpty")).orElse("missing");
        if (!whenEmpty.equals("skip") && !whenEmpty.equals("show")) {
            find(
                    name,
                    "Expected whenEmpty of " + name
                            + " to be skip, to send nothing without products, or show, to send an empty list, but it is "
                            + whenEmpty + ". Say which.");
        }
        return new ProductList(most, otherwise != null, text(declared, "category"), whenEmpty.equals("skip"));
    }

    private Map<String, String> fallback(String name, JsonNode declared) {
        var texts = new TreeMap<String, String>();
        for (var entry : declared.path("fallback").properties()) {
            if (entry.getValue().isTextual() && !entry.getValue().asText().isBlank()) {
                texts.put(entry.getKey(), entry.getValue().asText());
            } else {
                find(
                        name,
                        "Expected text as the fallback of " + name + " in " + entry.getKey()
                                + ", but it is something else. Put it in quotes.");
            }
        }
        if (declared.has("fallback") && !declared.get("fallback").isObject()) {
            find(
                    name,
                    "Expected the fallback of " + name + " by locale, but it is something else. "
                            + "Write fallback: {en: ...}.");
        }
        return texts;
    }

    private void requireOnly(JsonNode node, Set<String> allowed, String of) {
        for (var entry : node.properties()) {
            if (!allowed.contains(entry.getKey())) {
                find(
                        entry.getKey(),
                        "Expected only the fields "
                                + String.join(", ", allowed.stream().sorted().toList()) + of + ", but found "
                                + entry.getKey() + ". Correct or remove it.");
            }
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    private void find(String field, String sentence) {
        findings.add(Finding.atLine(file.path(), lineOf(field), 0, sentence));
    }

    /** The line where a field of this name first stands; 0 where there is none. */
    private int lineOf(String field) {
        var written = Pattern.compile("(?:^|[\\s{,])" + Pattern.quote(field) + "\\s*:")
                .matcher(file.text());
        return written.find() ? TextPlace.of(file.text(), written.end() - 1).line() : 0;
    }
}
