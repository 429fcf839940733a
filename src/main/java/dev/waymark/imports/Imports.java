package dev.waymark.imports;

import dev.waymark.event.IngestResult;
import dev.waymark.support.Page;
import dev.waymark.support.Sql;
import io.quarkus.arc.All;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stored imports: which there are, and how far each has come. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class Imports implements PanacheRepositoryBase<ImportFile, UUID> {

    private final ImportRows rows;
    private final List<RowTaker> takers;
    private final Sql sql;
    private final Clock clock;

    Imports(ImportRows rows, @All List<RowTaker> takers, Sql sql, Clock clock) {
        this.rows = rows;
        this.takers = List.copyOf(takers);
        this.sql = sql;
        this.clock = clock;
    }

    /** The import that came by this key. Who asks with the same key waits until this transaction has ended. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<ImportFile> lockedBy(String requestKey) {
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 1))", row -> true, requestKey);
        return find("requestKey", requestKey).firstResultOptional();
    }

    @Transactional
    Optional<ImportView> view(UUID id) {
        return findByIdOptional(id).map(ImportView::of);
    }

    /**
     * All imports, newest first.
     *
     * @param before id of the last import of the page before, or null
     */
    @Transactional
    Page<ImportView> newest(@Nullable UUID before, int limit) {
        var found = find("(:before is null or id < :before) order by id desc", Parameters.with("before", before))
                .range(0, limit)
                .list();
        return Page.of(
                found.stream().map(ImportView::of).toList(),
                limit,
                last -> last.id().toString());
    }

    /** The running import that waited longest for its turn. */
    @Transactional
    Optional<ImportFile> longestWaiting() {
        return find("status = ?1 order by workedAt, id", ImportStatus.RUNNING).firstResultOptional();
    }

    /** Stores how far an import has come, and forgets the rows that were worked: both or neither. */
    @Transactional
    void advance(UUID id, WorkedRows worked, IngestResult ingested) {
        var file = findById(id, LockModeType.PESSIMISTIC_WRITE);
        file.rowsDone += worked.lines().size();
        file.rowsRefused += worked.refusedRows();
        file.eventsStored += ingested.stored();
        file.eventsRepeated += ingested.repeated();
        file.workedAt = clock.instant();
        rows.refuse(id, worked.refusals());
        rows.delete(id, worked.lines());
    }

    /** Hands rows to whom their kind belongs, and counts them: both or neither. */
    @Transactional
    void takeRows(ImportFile file, Header header, List<ImportRows.StoredRow> some) {
        var read = new ArrayList<ImportRow>();
        var refusals = new ArrayList<Refusal>();
        for (var row : some) {
            try {
                read.add(header.read(row.line(), row.cells()));
            } catch (RefusedRow refused) {
                refusals.add(refused.refusal());
            }
        }
        var taker = takers.stream().filter(one -> one.kind() == file.kind).findFirst();
        refusals.addAll(taker.orElseThrow().take(file.id, file.source, read));
        refusals.sort(Comparator.comparingLong(Refusal::line));
        advance(
                file.id,
                new WorkedRows(
                        some.stream().map(ImportRows.StoredRow::line).toList(), List.of(), refusals, refusals.size()),
                new IngestResult(0, 0, 0));
    }

    @Transactional
    void finish(UUID id) {
        end(findById(id, LockModeType.PESSIMISTIC_WRITE), ImportStatus.DONE);
    }

    /** Ends an import that cannot go on; what is left of the file is personal data nobody needs. */
    @Transactional
    void fail(UUID id, String reason) {
        var file = findById(id, LockModeType.PESSIMISTIC_WRITE);
        file.reason = reason;
        end(file, ImportStatus.FAILED);
        rows.deleteAll(id);
    }

    @Transactional
    Page<Refusal> refusals(UUID id, @Nullable Long after, int limit) {
        var page = Page.of(rows.refusals(id, after, limit + 1), limit, last -> Long.toString(last.seq()));
        return new Page<>(
                page.items().stream().map(ImportRows.StoredRefusal::refusal).toList(), page.next());
    }

    private void end(ImportFile file, ImportStatus status) {
        file.status = status;
        file.endedAt = clock.instant();
    }
}
