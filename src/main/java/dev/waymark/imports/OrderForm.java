package dev.waymark.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.support.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Past orders: the rows with one order id are one {@code Order Completed}, each with a product of it. A status adds what
 * became of the order. The message id is made of the order id, so that the same order again is the same event.
 */
final class OrderForm implements EventForm {

    private static final String ORDER_ID = "orderId";
    private static final String PLACED_AT = "placedAt";
    private static final String UPDATED_AT = "updatedAt";
    private static final String VALUE = "value";
    private static final String CURRENCY = "currency";
    private static final String CHANNEL = "channel";
    private static final String STATUS = "status";
    private static final String REFUNDED_VALUE = "refundedValue";

    private static final Set<String> OF_ORDER = Set.of(
            "userId",
            "anonymousId",
            "email",
            "phone",
            "lineId",
            PLACED_AT,
            UPDATED_AT,
            VALUE,
            CURRENCY,
            CHANNEL,
            STATUS,
            REFUNDED_VALUE);

    /** Column to the word for it in Segment's specification of commerce events. */
    private static final Map<String, String> OF_PRODUCT = Map.of(
            "productId",
            "product_id",
            "name",
            "name",
            "category",
            "category",
            "quantity",
            "quantity",
            "price",
            "price");

    private static final Set<String> NUMBERS = Set.of(VALUE, REFUNDED_VALUE, "quantity", "price");
    private static final Set<String> TIMES = Set.of(PLACED_AT, UPDATED_AT);
    private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Z]{3}");

    @Override
    public Column column(String title) throws RefusedFile {
        if (!title.equals(ORDER_ID) && !OF_ORDER.contains(title) && !OF_PRODUCT.containsKey(title)) {
            throw Header.refused("Expected the columns " + String.join(", ", known()) + ", but the header also names "
                    + (title.isEmpty() ? "one without a name" : title) + ".");
        }
        return new Column(title, kind(title));
    }

    @Override
    public List<Set<String>> needed() {
        return List.of(Set.of(ORDER_ID), Who.COLUMNS, Set.of(PLACED_AT), Set.of(VALUE), Set.of(CURRENCY));
    }

    @Override
    public String keyColumn() {
        return ORDER_ID;
    }

    @Override
    public List<ObjectNode> events(List<ImportRow> rows) throws RefusedRow {
        var order = ofOrder(rows);
        check(order);
        var events = new ArrayList<ObjectNode>();
        var completed = event(order, "Order Completed", "import-order-");
        completed.put("timestamp", CellKind.moment(order.text(PLACED_AT)));
        var properties = properties(completed, order);
        putValue(properties, order, VALUE);
        var products = properties.putArray("products");
        rows.stream().map(OrderForm::product).filter(one -> !one.isEmpty()).forEach(products::add);
        events.add(completed);
        aftermath(order).ifPresent(events::add);
        return events;
    }

    /** What the lines of an order say about all of it: once, or the same each time. */
    private static ImportRow ofOrder(List<ImportRow> rows) throws RefusedRow {
        var order =
                new ImportRow(rows.getFirst().line(), rows.getFirst().cells().deepCopy());
        for (var row : rows) {
            for (var column : OF_ORDER) {
                var before = order.cells().get(column);
                if (row.has(column)
                        && before != null
                        && !before.equals(row.cells().get(column))) {
                    throw new RefusedRow(
                            row.line(),
                            column,
                            "Expected " + column + " to be the same in all lines of an order, but it is not.");
                }
                if (row.has(column)) {
                    order.cells().set(column, row.cells().get(column));
                }
            }
        }
        return order;
    }

    private static void check(ImportRow order) throws RefusedRow {
        Who.require(order);
        for (var column : List.of(ORDER_ID, PLACED_AT, VALUE, CURRENCY)) {
            if (!order.has(column)) {
                throw new RefusedRow(order.line(), column, "Expected " + column + ", but the cell is empty.");
            }
        }
        if (!CURRENCY_CODE.matcher(order.text(CURRENCY)).matches()) {
            throw new RefusedRow(
                    order.line(), CURRENCY, "Expected currency to be a code such as THB, but it is not one.");
        }
        if (!Set.of("", "completed", "cancelled", "refunded").contains(order.text(STATUS))) {
            throw new RefusedRow(
                    order.line(), STATUS, "Expected status to be completed, cancelled or refunded, but it is not.");
        }
    }

    private static Optional<ObjectNode> aftermath(ImportRow order) {
        if (order.text(STATUS).equals("cancelled")) {
            return Optional.of(later(order, "Order Cancelled", "import-order-cancelled-", VALUE));
        }
        if (order.text(STATUS).equals("refunded") || order.has(REFUNDED_VALUE)) {
            var value = order.has(REFUNDED_VALUE) ? REFUNDED_VALUE : VALUE;
            return Optional.of(later(order, "Order Refunded", "import-order-refunded-", value));
        }
        return Optional.empty();
    }

    private static ObjectNode later(ImportRow order, String name, String prefix, String valueColumn) {
        var event = event(order, name, prefix);
        event.put("timestamp", CellKind.moment(order.text(order.has(UPDATED_AT) ? UPDATED_AT : PLACED_AT)));
        putValue(properties(event, order), order, valueColumn);
        return event;
    }

    private static ObjectNode event(ImportRow order, String name, String prefix) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("type", "track");
        event.put("event", name);
        event.put("messageId", prefix + Digest.of(order.text(ORDER_ID)));
        Who.put(order, event);
        return event;
    }

    private static ObjectNode properties(ObjectNode event, ImportRow order) {
        var properties = event.putObject("properties");
        properties.set("order_id", order.cells().get(ORDER_ID));
        properties.set(CURRENCY, order.cells().get(CURRENCY));
        if (order.has(CHANNEL)) {
            properties.set(CHANNEL, order.cells().get(CHANNEL));
        }
        return properties;
    }

    /** Under the word of Segment's specification too. */
    private static void putValue(ObjectNode properties, ImportRow order, String column) {
        properties.set(VALUE, order.cells().get(column));
        properties.set("total", order.cells().get(column));
    }

    private static ObjectNode product(ImportRow row) {
        var product = JsonNodeFactory.instance.objectNode();
        OF_PRODUCT.forEach((column, property) -> {
            if (row.has(column)) {
                product.set(property, row.cells().get(column));
            }
        });
        return product;
    }

    private static CellKind kind(String title) {
        if (NUMBERS.contains(title)) {
            return CellKind.NUMBER;
        }
        return TIMES.contains(title) ? CellKind.DATE : CellKind.TEXT;
    }

    private static Set<String> known() {
        var known = new TreeSet<>(OF_ORDER);
        known.addAll(OF_PRODUCT.keySet());
        known.add(ORDER_ID);
        return known;
    }
}
