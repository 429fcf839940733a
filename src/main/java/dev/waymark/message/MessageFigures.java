package dev.waymark.message;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Counts messages and what was heard of them. Reads only; thread-safe. */
@ApplicationScoped
public class MessageFigures {

    /** What templates say after a colon when they fail is for the person who mends them, and no reason of its own. */
    private static final String COUNT = """
            select element_id, template, channel, status,
                   case when status = 'SKIPPED' then split_part(coalesce(reason, 'unknown'), ':', 1) end as reason,
                   heard, count(*) as messages
            from message where journey = ? group by 1, 2, 3, 4, 5, 6
            """;

    private final Sql sql;

    MessageFigures(Sql sql) {
        this.sql = sql;
    }

    /** By the steps of a journey, their templates and channels, over all its versions. One statement over one table. */
    @Transactional
    public List<CountedMessages> of(String journey) {
        return sql.query(COUNT, MessageFigures::counted, journey).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Of messages that ended alike and of which the same was heard: once for the end, and once for each thing heard. */
    private static List<CountedMessages> counted(ResultSet row) throws SQLException {
        var ended = new CountedMessages(
                row.getString("element_id"),
                row.getString("template"),
                row.getString("channel"),
                row.getString("status"),
                row.getString("reason"),
                row.getLong("messages"));
        return Stream.concat(
                        Stream.of(ended),
                        Stream.of((String[]) row.getArray("heard").getArray()).map(ended::heard))
                .toList();
    }
}
