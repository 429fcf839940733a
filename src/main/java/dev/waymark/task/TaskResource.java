package dev.waymark.task;

import static dev.waymark.support.Rejection.Kind.INVALID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.waymark.profile.PersonZone;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Actor;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tasks for agents: what is to be done, for whom, until when; claiming and finishing it. */
@Path("/api/tasks")
@Tag(name = "Tasks")
@RunOnVirtualThread
class TaskResource {

    private static final String OUTCOME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int LONGEST_OUTCOME = 64;
    private static final int LONGEST_NOTE = 4_000;

    private final Tasks tasks;
    private final TaskTable table;
    private final Profiles profiles;
    private final PersonZone zones;

    TaskResource(Tasks tasks, TaskTable table, Profiles profiles, PersonZone zones) {
        this.tasks = tasks;
        this.table = table;
        this.profiles = profiles;
        this.zones = zones;
    }

    /** A task and whom it is about. */
    record TaskAnswer(@JsonUnwrapped TaskTable.Row task, String timeZone, Map<String, Object> traits) {}

    /** How it ended. */
    record CompletionBody(
            @Nullable String outcome, @Nullable String note) {}

    @GET
    @Transactional
    @Operation(summary = "Tasks that are to be done, the most urgent first")
    public Page<TaskTable.Row> list(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("assignee") @Nullable String assignee,
            @QueryParam("escalated") @DefaultValue("false") boolean escalated,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable UUID cursor) {
        var rows = table.waiting(new TaskTable.Wanted(kind, assignee, escalated), cursor, limit + 1);
        return Page.of(rows, limit, last -> last.id().toString());
    }

    @GET
    @Path("{id}")
    @Transactional
    @Operation(summary = "One task with the person it is about")
    public TaskAnswer show(UUID id) {
        var task = table.find(id).orElseThrow(() -> new RejectedRequest(Tasks.unknown()));
        return profiles.find(new ProfileId(task.profile()))
                .map(profile -> new TaskAnswer(task, zones.of(profile).toString(), profile.traits()))
                .orElseGet(() -> new TaskAnswer(task, "", Map.of()));
    }

    @POST
    @Path("{id}/claim")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Take a task on")
    public TaskTable.Row claim(UUID id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return tasks.claim(id, Actor.of(actor)).orProblem();
    }

    @POST
    @Path("{id}/release")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Give a claimed task back to all")
    public TaskTable.Row release(UUID id, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return tasks.release(id, Actor.of(actor)).orProblem();
    }

    @POST
    @Path("{id}/complete")
    @Operation(summary = "Finish a claimed task with an outcome, on which the journey goes on")
    public TaskTable.Row complete(
            UUID id, @HeaderParam(Actor.HEADER) @Nullable String actor, @Nullable CompletionBody body) {
        var who = Actor.of(actor);
        if (body == null
                || body.outcome() == null
                || body.outcome().length() > LONGEST_OUTCOME
                || !body.outcome().matches(OUTCOME)) {
            throw new RejectedRequest(Rejection.at(
                    "/outcome",
                    INVALID,
                    "outcome-missing",
                    "Expected an outcome such as sold or not-reached, but there is none."));
        }
        var note = body.note() == null ? "" : body.note().replace("\0", "").strip();
        if (note.length() > LONGEST_NOTE) {
            throw new RejectedRequest(Rejection.at(
                    "/note",
                    INVALID,
                    "note-too-long",
                    "Expected a note of at most 4000 characters, but it is longer."));
        }
        return tasks.complete(id, who, body.outcome(), note).orProblem();
    }
}
