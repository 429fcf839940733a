package dev.waymark.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a payload may be about, also where it is no JSON. */
class ParkedNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"userId": "Ada", "event": "X"}                        | ada
                    {"userId": 12345}                                      | 12345
                    {"anonymousId":"a-1","traits":{"email":"A@X.org"}}     | a-1 a@x.org
                    {"traits": {"phone": "081-234 5678"}}                  | 081-234 5678 0812345678
                    {"userId": "ada", "event": {"cut                       | ada
                    {"event": "page"}                                      | ''
                    """)
    void shouldFindWhatLooksLikeAnIdentity(String payload, String names) {
        assertThat(ParkedNames.in(payload).replace(ParkedNames.BETWEEN, " "))
                .as(payload)
                .satisfies(found -> assertThat(found.split(" ")).containsExactlyInAnyOrder(names.split(" ")));
    }
}
