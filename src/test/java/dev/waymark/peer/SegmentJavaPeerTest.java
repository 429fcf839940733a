package dev.waymark.peer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;

/** The unmodified {@code com.segment.analytics.java:analytics}. */
@WaymarkTest
class SegmentJavaPeerTest {

    @Inject
    Database database;

    private final Person person = Person.somebody();
    private final Queue<String> fates = new ConcurrentLinkedQueue<>();

    @Test
    void shouldSignSomebodyUp() {
        // given
        var analytics = analytics(new OkHttpClient());

        // when
        analytics.enqueue(IdentifyMessage.builder().userId(person.userId()).traits(Map.of("firstName", "Cleo")));
        analytics.enqueue(TrackMessage.builder("Signed Up").userId(person.userId()));
        analytics.flush();

        // then
        person.awaitAt("Gateway_ProgressOrSilence");
        analytics.shutdown();
    }

    @Test
    void shouldSendEveryCall() {
        // given
        var analytics = analytics(new OkHttpClient());

        // when
        sendEveryCall(analytics);

        // then
        assertEveryCallIsStored();
        analytics.shutdown();
    }

    @Test
    void shouldSendPackedBatches() {
        // given a client that packs, as the SDK lets its users give it one
        var analytics = analytics(new OkHttpClient.Builder()
                .addInterceptor(SegmentJavaPeerTest::packed)
                .build());

        // when
        sendEveryCall(analytics);

        // then
        assertEveryCallIsStored();
        analytics.shutdown();
    }

    private void sendEveryCall(Analytics analytics) {
        var userId = person.userId();
        analytics.enqueue(PageMessage.builder("Home").anonymousId("a-" + userId).properties(Map.of("path", "/")));
        analytics.enqueue(IdentifyMessage.builder()
                .userId(userId)
                .anonymousId("a-" + userId)
                .traits(Map.of("firstName", "Cleo", "email", userId + "@example.org")));
        analytics.enqueue(TrackMessage.builder("Bought")
                .userId(userId)
                .properties(Map.of("value", 9.5, "at", new Date(0)))
                .context(Map.of("ip", "203.0.113.1")));
        analytics.enqueue(ScreenMessage.builder("Cart").userId(userId));
        analytics.enqueue(GroupMessage.builder("acme").userId(userId).traits(Map.of("plan", "paid")));
        analytics.enqueue(AliasMessage.builder(userId + "-before").userId(userId));
        analytics.flush();
    }

    private void assertEveryCallIsStored() {
        await().atMost(20, SECONDS).until(() -> fates.size() == 6);
        assertThat(fates).containsOnly("taken");
        assertThat(stored("type || coalesce(' ' || name, '')"))
                .containsExactly("page Home", "identify", "track Bought", "screen Cart", "group", "alias");
        assertThat(stored("properties ->> 'value'")).contains("9.5");
        assertThat(stored("properties ->> 'groupId'")).contains("acme");
        assertThat(stored("context ->> 'ip'")).contains("203.0.113.1");
        assertThat(database.texts(
                        "select distinct kind from identity where profile_id = ?", database.profileOf(person)))
                .contains("user", "anonymous", "email");
    }

    private List<String> stored(String expression) {
        return database.texts(
                "select " + expression + " from event where user_id = ? or anonymous_id = ? order by seq",
                person.userId(),
                "a-" + person.userId());
    }

    private Analytics analytics(OkHttpClient client) {
        return Analytics.builder(Person.WRITE_KEY)
                .endpoint("http://127.0.0.1:" + RestAssured.port)
                .client(client)
                .callback(new Callback() {
                    @Override
                    public void success(Message message) {
                        fates.add("taken");
                    }

                    @Override
                    public void failure(Message message, Throwable cause) {
                        fates.add("refused: " + cause);
                    }
                })
                .build();
    }

    private static Response packed(Interceptor.Chain chain) throws IOException {
        var request = chain.request();
        var body = request.body();
        return chain.proceed(request.newBuilder()
                .header("Content-Encoding", "gzip")
                .post(new RequestBody() {
                    @Override
                    public MediaType contentType() {
                        return body.contentType();
                    }

                    @Override
                    public void writeTo(BufferedSink sink) throws IOException {
                        try (var packed = Okio.buffer(new GzipSink(sink))) {
                            body.writeTo(packed);
                        }
                    }
                })
                .build());
    }
}
