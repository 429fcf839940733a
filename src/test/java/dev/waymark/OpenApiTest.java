package dev.waymark;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API's description lists what is served, so that a client can be made from it. */
@WaymarkTest
class OpenApiTest {

    @Test
    void shouldListEveryPathWeServe() {
        var paths = openApi().<String, Map<String, Object>>getMap("paths");

        assertThat(paths.keySet())
                .filteredOn(path -> path.startsWith("/api/") || path.startsWith("/v1/"))
                .containsExactlyInAnyOrder(
                        "/api/audiences",
                        "/api/audiences/{key}/members.csv",
                        "/api/codes/{code}",
                        "/api/codes/{code}/redeem",
                        "/api/enrolment-batches/{id}",
                        "/api/enrolment-batches/{id}/people",
                        "/api/enrolments/{id}",
                        "/api/enrolments/{id}/status",
                        "/api/enrolments/{id}/trace",
                        "/api/identity-conflicts",
                        "/api/imports",
                        "/api/imports/{id}",
                        "/api/imports/{id}/refusals",
                        "/api/incidents",
                        "/api/incidents/retry",
                        "/api/incidents/{key}/retry",
                        "/api/journey-migrations/{id}",
                        "/api/journey-migrations/{id}/enrolments",
                        "/api/journeys",
                        "/api/journeys/{key}",
                        "/api/journeys/{key}/enrolment-batches",
                        "/api/journeys/{key}/enrolments",
                        "/api/journeys/{key}/figures",
                        "/api/journeys/{key}/messages",
                        "/api/journeys/{key}/positions",
                        "/api/journeys/{key}/versions",
                        "/api/journeys/{key}/versions/{version}",
                        "/api/journeys/{key}/versions/{version}/diagram",
                        "/api/journeys/{key}/versions/{version}/migration",
                        "/api/journeys/{key}/versions/{version}/migrations",
                        "/api/journeys/{key}/versions/{version}/{action}",
                        "/api/message-id-clashes",
                        "/api/parked-events",
                        "/api/pools",
                        "/api/pools/{offer}",
                        "/api/pools/{offer}/codes",
                        "/api/product-reasons",
                        "/api/products",
                        "/api/products/{sku}",
                        "/api/products/{sku}/related",
                        "/api/profiles",
                        "/api/profiles/{id}",
                        "/api/profiles/{id}/consents",
                        "/api/profiles/{id}/consents/history",
                        "/api/profiles/{id}/export",
                        "/api/profiles/{id}/next-best-actions",
                        "/api/profiles/{id}/products",
                        "/api/profiles/{id}/segments/{key}/explanation",
                        "/api/profiles/{id}/suppression",
                        "/api/profiles/{id}/suppression/addresses",
                        "/api/profiles/{id}/suppression/addresses/{channel}",
                        "/api/profiles/{id}/timeline",
                        "/api/refused-commands",
                        "/api/rfm-thresholds",
                        "/api/rule-releases",
                        "/api/rule-releases/rollback",
                        "/api/rule-releases/{number}",
                        "/api/rule-releases/{number}/activation",
                        "/api/rule-releases/{number}/approval",
                        "/api/rule-releases/{number}/what-if",
                        "/api/rule-set",
                        "/api/rule-set/analysis",
                        "/api/rule-set/files/{path}",
                        "/api/sandbox/clock",
                        "/api/sandbox/clock/advance",
                        "/api/tasks",
                        "/api/tasks/{id}",
                        "/api/tasks/{id}/claim",
                        "/api/tasks/{id}/complete",
                        "/api/tasks/{id}/release",
                        "/api/templates",
                        "/api/templates/{key}",
                        "/api/templates/{key}/preview",
                        "/api/templates/{key}/rollback",
                        "/api/templates/{key}/test-sends",
                        "/api/templates/{key}/versions",
                        "/api/templates/{key}/versions/{version}",
                        "/api/templates/{key}/versions/{version}/publish",
                        "/v1/a",
                        "/v1/alias",
                        "/v1/b",
                        "/v1/callbacks/email",
                        "/v1/callbacks/line",
                        "/v1/callbacks/messenger",
                        "/v1/callbacks/sms/incoming",
                        "/v1/callbacks/sms/status",
                        "/v1/callbacks/whatsapp",
                        "/v1/batch",
                        "/v1/devices",
                        "/v1/devices/{id}",
                        "/v1/g",
                        "/v1/group",
                        "/v1/i",
                        "/v1/identify",
                        "/v1/import",
                        "/v1/m",
                        "/v1/onsite",
                        "/v1/onsite/{id}/clicked",
                        "/v1/onsite/{id}/dismissed",
                        "/v1/onsite/{id}/shown",
                        "/v1/p",
                        "/v1/page",
                        "/v1/push-key",
                        "/v1/projects/{writeKey}/settings",
                        "/v1/s",
                        "/v1/screen",
                        "/v1/t",
                        "/v1/track",
                        "/api/segments");
        assertThat(paths.get("/api/journeys/{key}/enrolments")).containsKeys("get", "post");
    }

    @Test
    void shouldSayInASentenceWhatEachOperationIsFor() {
        var paths = openApi().<String, Map<String, Map<String, Object>>>getMap("paths");

        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            if (path.startsWith("/api/") || path.startsWith("/v1/")) {
                assertThat((String) operation.get("summary"))
                        .as(method + " " + path)
                        .isNotBlank();
            }
        }));
    }

    @Test
    void shouldTellThatAStartNeedsAnIdempotencyKey() {
        var header = "paths.'/api/journeys/{key}/enrolments'.post.parameters.find { it.name == 'Idempotency-Key' }";

        assertThat(openApi().getString(header + ".in")).isEqualTo("header");
        assertThat(openApi().getBoolean(header + ".required")).isTrue();
        assertThat(openApi().<Map<String, Object>>get("paths.'/api/journeys/{key}/enrolments'.post.responses"))
                .containsKeys("200", "202");
    }

    @Test
    void shouldComeWithPagesToTryItOn() {
        assertThat(List.of("/q/swagger-ui/", "/q/openapi?format=json"))
                .allMatch(path -> given().get(path).statusCode() == 200);
    }

    private static JsonPath openApi() {
        return given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
