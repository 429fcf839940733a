package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.INVALID;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.waymark.journey.EnrolmentBatchResource.BatchRequest;
import dev.waymark.profile.Identity;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads whom a request for a batch means. A name that cannot be anybody's is refused with its line. */
final class PeopleReading {

    private static final int MOST = 100_000;
    private static final int LONGEST_NAME = 512;
    private static final String PROFILE_ID = "profileId";

    private static final Map<String, Function<String, Identity>> COLUMNS = Map.of(
            "userId", Identity::user,
            "anonymousId", Identity::anonymous,
            "email", address -> Identity.email(address.strip().toLowerCase(Locale.ROOT)),
            "phone", Identity::phone,
            "lineId", Identity::line);

    private static final CsvReader.CsvReaderBuilder CSV = CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .allowUnclosedQuote(false)
            .skipEmptyLines(true);

    private PeopleReading() {}

    static NamedPeople of(@Nullable BatchRequest request) {
        if (request == null
                || Stream.of(request.userIds(), request.profileIds(), request.segment())
                                .filter(Objects::nonNull)
                                .count()
                        != 1) {
            throw refused(
                    "people-missing",
                    "Expected exactly one of userIds, profileIds and segment, but there is none or more than one.");
        }
        if (request.segment() != null) {
            return new NamedPeople.BySegment(request.segment());
        }
        if (request.userIds() != null) {
            return byIdentity(
                    "userId",
                    request.userIds().stream().map(id -> id == null ? "" : id).toList(),
                    1);
        }
        return byProfile(
                request.profileIds().stream()
                        .map(id -> id == null ? "" : id.toString())
                        .toList(),
                1);
    }

    static NamedPeople ofCsv(byte[] file) {
        var rows = rows(file);
        if (rows.isEmpty()) {
            throw refused(
                    "file-empty", "Expected a CSV file with a header and a row for each person, but it is empty.");
        }
        var column = rows.getFirst().strip();
        var names = rows.subList(1, rows.size());
        if (column.equals(PROFILE_ID)) {
            return byProfile(names, 2);
        }
        if (!COLUMNS.containsKey(column)) {
            throw refused(
                    "header-unknown",
                    "Expected one column named userId, anonymousId, email, phone, lineId or profileId in line 1, but it"
                            + " has another name.");
        }
        return byIdentity(column, names, 2);
    }

    private static List<String> rows(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            var rows = new ArrayList<String>();
            for (var row : CSV.ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
                if (row.getFieldCount() > 1) {
                    throw refused(
                            "too-many-columns",
                            "Expected one column, but line " + row.getStartingLineNumber() + " has more. Leave only the"
                                    + " column that names the person.");
                }
                rows.add(row.getField(0));
            }
            return rows;
        } catch (CharacterCodingException | CsvParseException unreadable) {
            throw refused("file-unreadable", "Expected a CSV file in UTF-8, but it cannot be read as one.");
        }
    }

    private static NamedPeople byIdentity(String column, List<String> names, int firstLine) {
        checkAll(names, firstLine);
        var identities = names.stream().map(COLUMNS.get(column)).toList();
        return new NamedPeople.ByIdentity(
                COLUMNS.get(column).apply("x").kind(),
                identities.stream().map(Identity::value).toList());
    }

    private static NamedPeople byProfile(List<String> names, int firstLine) {
        checkAll(names, firstLine);
        var profiles = new ArrayList<UUID>();
        for (int i = 0; i < names.size(); i++) {
            try {
                profiles.add(UUID.fromString(names.get(i).strip()));
            } catch (IllegalArgumentException other) {
                throw refused(
                        "name-unsound", "Expected the id of a profile, but there is none at " + (i + firstLine) + ".");
            }
        }
        return new NamedPeople.ByProfile(profiles);
    }

    private static void checkAll(List<String> names, int firstLine) {
        if (names.isEmpty() || names.size() > MOST) {
            throw refused(
                    "too-many-people",
                    "Expected 1 to 100000 people, but there are " + names.size() + ". Send them in parts.");
        }
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
                throw refused(
                        "name-unsound",
                        "Expected a name of 1 to 512 characters, but there is none at " + (i + firstLine) + ".");
            }
        }
    }

    private static RejectedRequest refused(String code, String sentence) {
        return new RejectedRequest(Rejection.of(INVALID, code, sentence));
    }
}
