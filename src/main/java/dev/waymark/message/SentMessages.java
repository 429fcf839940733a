package dev.waymark.message;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads messages, for those who show them or hear of them again; it changes none. Thread-safe. */
@ApplicationScoped
public class SentMessages {

    private static final String SENT = """
            select id, profile_id, enrolment_id, journey, element_id, template, template_version, channel, topic,
                   created_at, tried_at, case when status = 'ACCEPTED' and reason is null then settled_at end as accepted_at,
                   address_digest, links
            from message
            """;

    /** Names the channels, so that the index of just these is used. */
    private static final String OF_ADDRESS =
            " where channel in ('whatsapp', 'messenger') and channel = ? and address_digest = ?";

    private final Sql sql;

    SentMessages(Sql sql) {
        this.sql = sql;
    }

    /** An enrolment's messages with what was heard of them, oldest first. */
    @Transactional
    public List<MessageView> of(UUID enrolment) {
        var receipts = receipts(enrolment);
        return sql.query(
                "select * from message where enrolment_id = ? order by created_at, id",
                row -> view(row, receipts),
                enrolment);
    }

    private Map<UUID, List<ReceiptView>> receipts(UUID enrolment) {
        var byMessage = new HashMap<UUID, List<ReceiptView>>();
        sql.query(
                """
                select r.* from receipt r join message m on m.id = r.message_id
                where m.enrolment_id = ? order by r.happened_at, r.received_at, r.id
                """,
                row -> byMessage
                        .computeIfAbsent(row.getObject("message_id", UUID.class), message -> new ArrayList<>())
                        .add(receipt(row)),
                enrolment);
        return byMessage;
    }

    @Transactional
    public Optional<SentMessage> find(UUID id) {
        return sql.query(SENT + "where id = ?", SentMessages::sent, id).stream().findFirst();
    }

    /** The message that a provider of the channel calls so. */
    @Transactional
    public Optional<SentMessage> byProvider(String channel, String providerId) {
        return sql
                .query(SENT + "where channel = ? and provider_id = ?", SentMessages::sent, channel, providerId)
                .stream()
                .findFirst();
    }

    /** The last message that a person may have got on a channel before this moment, to which they may be replying. */
    @Transactional
    public Optional<SentMessage> newest(ProfileId person, String channel, Instant before) {
        return sql.query(SENT + """
                        where profile_id in (select id from profile where id = ? or merged_into = ?) and channel = ?
                          and status in ('ACCEPTED', 'UNKNOWN', 'SENDING') and created_at <= ?
                        order by created_at desc, id desc limit 1
                        """, SentMessages::sent, person.value(), person.value(), channel, before).stream()
                .findFirst();
    }

    /** Who got the last messages to an address of WhatsApp or Messenger, the last first; a few at most. */
    @Transactional
    public List<ProfileId> writtenTo(String channel, String addressDigest) {
        return sql.query(
                "select profile_id from message" + OF_ADDRESS
                        + " group by profile_id order by max(created_at) desc limit 5",
                row -> new ProfileId(row.getObject(1, UUID.class)),
                channel,
                addressDigest);
    }

    /**
     * Messages to an address of WhatsApp or Messenger that the provider had taken by a moment and of which no receipt of a
     * kind is stored; the newest hundred.
     */
    @Transactional
    public List<SentMessage> takenBy(Instant moment, String channel, String addressDigest, String withoutReceipt) {
        return sql.query(SENT + OF_ADDRESS + """
                         and status = 'ACCEPTED' and settled_at <= ?
                         and not exists (select 1 from receipt r where r.message_id = message.id and r.kind = ?)
                        order by created_at desc, id desc limit 100
                        """, SentMessages::sent, channel, addressDigest, moment, withoutReceipt);
    }

    private static SentMessage sent(ResultSet row) throws SQLException {
        return new SentMessage(
                row.getObject("id", UUID.class),
                new ProfileId(row.getObject("profile_id", UUID.class)),
                row.getObject("enrolment_id", UUID.class),
                row.getString("journey"),
                row.getString("element_id"),
                row.getString("template"),
                row.getString("template_version"),
                row.getString("channel"),
                row.getString("topic"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "tried_at"),
                Sql.instant(row, "accepted_at"),
                row.getString("address_digest"),
                texts(row, "links"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static MessageView view(ResultSet row, Map<UUID, List<ReceiptView>> receipts) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new MessageView(
                id,
                row.getString("element_id"),
                row.getString("template"),
                row.getString("template_version"),
                row.getString("locale"),
                row.getString("channel"),
                row.getString("topic"),
                MessageStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                Sql.instant(row, "held_until"),
                row.getString("code"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "settled_at"),
                receipts.getOrDefault(id, List.of()));
    }

    private static ReceiptView receipt(ResultSet row) throws SQLException {
        return new ReceiptView(
                row.getString("kind").toLowerCase(Locale.ROOT),
                Sql.instant(row, "happened_at"),
                Sql.instant(row, "received_at"),
                row.getBoolean("machine"),
                row.getString("detail"));
    }
}
