package dev.waymark.message;

import static dev.waymark.testing.Drawing.oneSend;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;

import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WrittenTemplate;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message that a person of a test got, as it lies in the mailbox, and what they do with it. */
record Mailing(UUID id, Person person, Database database) {

    static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    /** A mail with two links, one of them with the name of the person, and the way to unsubscribe. */
    static Map<String, String> words() {
        var files = new HashMap<String, String>();
        files.put("meta.yaml", """
                title: With links
                parameters:
                  firstName: {from: trait.firstName, fallback: {en: there}}
                  leave: {from: message.unsubscribe}
                """);
        files.put("en/email/subject.txt", "With links");
        files.put("en/email/body.html", """
                <html><body><p>Hi {firstName}. <a class="x" href="https://shop.example/one?a=1&amp;who={firstName}">One</a>
                <a href='http://shop.example/two'>Two</a> <a href="mailto:us@shop.example">Mail</a>
                <a href="{leave}">No more</a></p></body></html>
                """);
        files.put("en/email/body.txt", "Hi {firstName}. Look at http://shop.example/two. No more: {leave}");
        files.put("en/sms/body.txt", "Hi {firstName}: https://shop.example/sms");
        files.put("en/line/body.txt", "Hi {firstName}: https://shop.example/line");
        return files;
    }

    /** Somebody who can be reached by every road and allows nothing special. */
    static Person somebody(String firstName) {
        var person = Person.somebody();
        var digits = "%07d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 10_000_000));
        return person.identifies(Map.of(
                "firstName",
                firstName,
                "email",
                person.userId() + "@example.org",
                "phone",
                "+6689" + digits,
                "lineId",
                "U" + UUID.randomUUID().toString().replace("-", "")));
    }

    static Drawing journey(Map<String, String> words, String channel, String topic) {
        var template = WrittenTemplate.unknown();
        template.goesLiveWith(words);
        return oneSend(template.key(), channel, topic).published();
    }

    /** The message that the journey sent, a minute ago. */
    static Mailing sent(Drawing journey, Person person, Database database) {
        journey.enrols(person);
        journey.awaitOutcome(person, "done");
        letPass("PT1M");
        return of(journey, person, database);
    }

    static Mailing of(Drawing journey, Person person, Database database) {
        var enrolment = journey.enrolmentsOf(person).getFirst().get("id");
        var message =
                given().get("/api/enrolments/{id}/trace", enrolment).jsonPath().getString("messages[0].id");
        return new Mailing(UUID.fromString(message), person, database);
    }

    String html() {
        return column("html");
    }

    String text() {
        return column("text");
    }

    String header(String name) {
        return column("headers")
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private String column(String name) {
        return database.text("select " + name + " from mailbox_mail where message_id = ?", id);
    }

    /** Paths of everything in the mail that leads to us, in its order. */
    List<String> paths(String kind) {
        return Pattern.compile(Pattern.quote(Callbacks.ADDRESS) + "(/" + kind + "/[A-Za-z0-9_.-]+)")
                .matcher(html().isBlank() ? text() : html())
                .results()
                .map(found -> found.group(1).replaceAll("[.]$", ""))
                .toList();
    }

    String unsubscribePath() {
        return paths("u").getFirst();
    }

    static RequestSpecification browser() {
        return given().redirects().follow(false).header("User-Agent", BROWSER);
    }

    Response click(int link) {
        return browser().get(paths("l").get(link));
    }

    /** As it was written, before its links were replaced by ours. */
    static String withTargets(String sent, UUID id, Database database) {
        return Pattern.compile(Pattern.quote(Callbacks.ADDRESS) + "/l/([A-Za-z0-9_-]+)")
                .matcher(sent)
                .replaceAll(link -> {
                    var number = Byte.toUnsignedInt(Base64.getUrlDecoder().decode(link.group(1))[16]);
                    var target = database.texts("select links[?] from message where id = ?", number + 1, id)
                            .getFirst();
                    return target == null
                            ? "TRAP"
                            : Matcher.quoteReplacement(sent.contains("<html") ? target.replace("&", "&amp;") : target);
                })
                .replaceAll("<img src=\"" + Callbacks.ADDRESS + "/o/[^>]*>", "");
    }

    /** As the trace of the enrolment shows it. */
    JsonPath trace() {
        var enrolment = database.text("select enrolment_id from message where id = ?", id);
        var trace = given().get("/api/enrolments/{id}/trace", enrolment).jsonPath();
        trace.setRootPath("messages[0]");
        return trace;
    }

    /** Kind, whether by a machine, and detail. */
    List<String> receipts() {
        return database.texts(
                "select kind || case when machine then ' by machine' else '' end || coalesce(' ' || detail, '')"
                        + " from receipt where message_id = ? order by 1",
                id);
    }

    /** Names of the events that receipts have raised of the person. */
    List<String> events() {
        return database.texts(
                "select name from event where profile_id = ? and source = 'waymark' and message_id like 'receipt:%' order by name",
                database.profileOf(person));
    }
}
