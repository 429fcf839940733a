package dev.waymark.bench;

import dev.waymark.profile.ProfileId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A base of people as years of events would leave it, written straight into the tables that rules read: who they are,
 * what they did, what they like and what they ordered. The same people on every machine, but for the time of the run.
 */
final class KnownPeople {

    private static final String PREFIX = "018f0000-0000-7000-8000-";

    /** Everybody was sent something and did some of the other things, each on a few of the last days. */
    private static final List<String> LOADS = List.of("""
            insert into profile (id, user_id, traits, traits_at, created_at)
            select id, 'known-' || n,
                   jsonb_strip_nulls(jsonb_build_object(
                       'email', 'known-' || n || '@example.org', 'firstName', 'Name ' || n % 977,
                       'city', (array['Bangkok', 'London', 'Paris', 'Lagos'])[1 + n % 4],
                       'children', case when n % 3 = 0 then n % 4 end,
                       'birthday', case when n % 2 = 0 then to_char(date '1950-01-01' + n % 20000, 'YYYY-MM-DD') end,
                       'puppyBornOn', case when n % 50 = 0 then to_char(current_date - n % 700, 'YYYY-MM-DD') end)),
                   jsonb_build_object('email', jsonb_build_array(1700000000000000 + n, 'm' || n),
                       'city', jsonb_build_array(1700000000000000 + n, 'm' || n)),
                   now() - interval '400 days'
            from people
            """, """
            insert into event_summary (profile_id, name, count, first_at, last_at, value, days, last_message_id,
                                       last_properties)
            select id, name, 1 + (n + place) % 9, at - interval '100 days', at, 0,
                   array(select unnest(array[day, 1 + (n + day) % 3])
                         from generate_series((at::date - date '1970-01-01') - 2 * ((n + place) % 5),
                                              at::date - date '1970-01-01', 2) as day)::int[],
                   'm' || n || '-' || place, jsonb_build_object('category', 'tv', 'n', n::text)
            from people, unnest(array['Page Viewed', 'Signed Up', 'Product Viewed', 'Key Feature Used',
                     'Feature Used', 'Invitation Sent', 'Coupon Applied', 'Checkout Started', 'Order Completed',
                     'Trial Started']) with ordinality as event (name, place),
                 lateral (select date_trunc('second', now())
                              - make_interval(days => 2 + ((n * 7 + place * 13) % 97)::int, secs => n % 80000) as at) as time
            where (n * 31 + place * 17) % 10 < 5
            """, """
            insert into interest (profile_id, category, days)
            select id, category,
                   array(select unnest(array[day, 1 + (n % 3)::int])
                         from generate_series((current_date - date '1970-01-01') - 20 - (n % 30)::int,
                                              (current_date - date '1970-01-01') - (n % 20)::int, 5) as day)::int[]
            from people, unnest(array['tv', 'dog', 'cat', 'toys', 'nappies']) with ordinality as it (category, place)
            where (n * 13 + place * 7) % 10 < 3
            """, """
            insert into order_total (profile_id, currency, orders, value, first_at, last_at)
            select id, '', 1 + n % 11, (n * 37) % 5000 + 0.5, now() - interval '390 days',
                   date_trunc('second', now()) - make_interval(days => (n % 380)::int, secs => n % 80000)
            from people where n % 2 = 0
            """, """
            insert into purchase_rhythm (profile_id, category, purchases, latest, days)
            select id, category, 3, array[current_date - 90 - n::int % 60, current_date - 45 - n::int % 30,
                                          current_date - n::int % 45], 30 + n::int % 15
            from people, unnest(array['dog-food', 'nappies', 'tv']) with ordinality as bought (category, place)
            where n % 2 = 0 and (n / 2 + place) % 3 = 0
            """);

    private KnownPeople() {}

    /** Loads those from one number, inclusive, to another, exclusive. */
    static void load(int from, int to) throws SQLException {
        try (var connection = EventTable.connect()) {
            for (var insert : LOADS) {
                run(
                        connection,
                        "with people as (select n, cast('%s' || lpad(to_hex(n), 12, '0') as uuid) as id from"
                                        .formatted(PREFIX)
                                + " generate_series(%d, %d) as n) ".formatted(from, to - 1)
                                + insert);
            }
            settle(connection);
        }
    }

    /** As autovacuum would in time. */
    static void settle() throws SQLException {
        try (var connection = EventTable.connect()) {
            settle(connection);
        }
    }

    private static void settle(Connection connection) throws SQLException {
        run(connection, "vacuum analyze");
        run(connection, "checkpoint");
    }

    static ProfileId id(int number) {
        return new ProfileId(UUID.fromString(PREFIX + "%012x".formatted(number)));
    }

    static List<ProfileId> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(KnownPeople::id).toList();
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
