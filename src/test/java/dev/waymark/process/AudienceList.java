package dev.waymark.process;

import static io.restassured.RestAssured.given;

import dev.waymark.support.Digest;
import dev.waymark.testing.Person;

/** The list that an advertising network would get of an audience. */
record AudienceList(String audience, String network) {

    /** Whether somebody with the address that {@link JourneyRun} gives is on it. */
    boolean has(Person person) {
        return given().queryParam("network", network)
                .get("/api/audiences/{key}/members.csv", audience)
                .asString()
                .contains(Digest.of(person.userId() + "@example.org"));
    }
}
