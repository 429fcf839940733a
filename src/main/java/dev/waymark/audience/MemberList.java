package dev.waymark.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Writes an audience as the list a network takes, page by page, so that its size does not matter. Every value is a
 * hash: nothing a person typed is in it, and no program takes a cell for a formula. Who is on it allows it at that
 * moment, whatever has changed since they joined. Thread-safe; whoever leaves while it is written is not on the pages
 * still to come.
 */
@ApplicationScoped
class MemberList {

    private static final int PAGE = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final AudienceTable table;
    private final Audiences audiences;

    MemberList(AudienceTable table, Audiences audiences) {
        this.table = table;
        this.audiences = audiences;
    }

    void write(Place place, OutputStream to) throws IOException {
        var lines = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        lines.write(place.network().columns() + "\r\n");
        var page = table.after(place, BEFORE_ALL, PAGE);
        while (!page.isEmpty()) {
            for (var member : audiences.allowing(page)) {
                write(member, place.network(), lines);
            }
            lines.flush();
            page = table.after(place, page.getLast().profile().value(), PAGE);
        }
        lines.flush();
    }

    /** One line for each address or number beside the other; who has neither cannot be found by any network. */
    private static void write(AudienceTable.Named member, Network network, Writer lines) throws IOException {
        var addresses = member.addresses().stream().map(network::hashedAddress).toList();
        var numbers = member.numbers().stream().map(network::hashedNumber).toList();
        for (int i = 0; i < Math.max(addresses.size(), numbers.size()); i++) {
            lines.write(at(addresses, i) + "," + at(numbers, i) + "\r\n");
        }
    }

    private static String at(List<String> values, int place) {
        return place < values.size() ? values.get(place) : "";
    }
}
