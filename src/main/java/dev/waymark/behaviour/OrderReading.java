package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.event.EventIngested;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an event says about an order; names and places are those of Segment's e-commerce specification. */
final class OrderReading {

    static final String COMPLETED = "Order Completed";
    private static final String UPDATED = "Order Updated";
    private static final String REFUNDED = "Order Refunded";
    private static final String CANCELLED = "Order Cancelled";
    private static final Set<String> NAMES = Set.of(COMPLETED, UPDATED, REFUNDED, CANCELLED);

    private OrderReading() {}

    /** Whether an event by this type and name can change an order. */
    static boolean canBe(String type, @Nullable String name) {
        return type.equals("track") && name != null && NAMES.contains(name);
    }

    static Optional<PlacedOrder> of(EventIngested event) {
        return orderIdOf(event).map(id -> read(PlacedOrder.known(id), event));
    }

    /** The order the event is about; empty if it is about none. */
    static Optional<String> orderIdOf(EventIngested event) {
        return canBe(event.type(), event.name()) ? orderId(event) : Optional.empty();
    }

    /** An order without an id still counts, once for each message; nothing else can then be about it. */
    private static Optional<String> orderId(EventIngested event) {
        var id = Latest.text(event.properties().path("order_id"))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        var isOrder = COMPLETED.equals(event.name());
        return id.isEmpty() && isOrder ? Optional.of("message:" + event.messageId()) : id;
    }

    private static PlacedOrder read(PlacedOrder order, EventIngested event) {
        return switch (event.name()) {
            case COMPLETED -> order.completed(content(event));
            case UPDATED -> order.updated(content(event));
            case REFUNDED -> order.refunded(refundKey(event), refund(event));
            case null, default -> order.cancel();
        };
    }

    private static OrderContent content(EventIngested event) {
        var properties = event.properties();
        var items = OrderItem.of(properties.path("products"));
        var value = Amount.in(properties, "value", "total", "revenue")
                .orElseGet(() -> items.stream().map(OrderItem::value).reduce(Amount.NONE, BigDecimal::add));
        return new OrderContent(Moment.of(event), value, currency(properties), items);
    }

    private static Refund refund(EventIngested event) {
        var amount = Amount.in(event.properties(), "value", "total").map(BigDecimal::abs);
        return new Refund(
                Moment.of(event), amount.map(BigDecimal::toPlainString).orElse(""), currency(event.properties()));
    }

    /** The same refund may be told twice, by two messages that share its id. */
    private static String refundKey(EventIngested event) {
        return Latest.text(event.properties().path("refund_id"))
                .map(id -> "refund:" + id)
                .orElse("message:" + event.messageId());
    }

    private static String currency(JsonNode properties) {
        var code = properties.path("currency").asText("").strip().toUpperCase(Locale.ROOT);
        return code.matches("[A-Z]{3}") ? code : "";
    }
}
