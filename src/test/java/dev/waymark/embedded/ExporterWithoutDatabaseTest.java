package dev.waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.engine.brokerplugin.PostgresExporter;
import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.BpmnEventType;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the exporter tells a broker while nobody listens where the database should be. */
class ExporterWithoutDatabaseTest {

    private static final int MOST_WAITING = 10_000;

    private final RecordingController controller = new RecordingController();
    private final Exporter exporter = new PostgresExporter();

    @Test
    void shouldHoldTheBrokerBackInsteadOfForgetting() throws Exception {
        // given
        exporter.configure(new Settings(Map.of("url", "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/waymark")));
        exporter.open(controller);
        for (var position = 1; position <= MOST_WAITING; position++) {
            exporter.export(record(position, ProcessInstanceIntent.ELEMENT_ACTIVATED));
        }

        // when // then
        var next = record(MOST_WAITING + 1, ProcessInstanceIntent.ELEMENT_ACTIVATED);
        assertThatThrownBy(() -> exporter.export(next))
                .hasMessage(
                        "Expected to write engine records to PostgreSQL, but it is away; they stay in the broker's log.");
        controller.runScheduled();
        assertThat(controller.acknowledged).isEmpty();
    }

    @Test
    void shouldMovePastRecordsItDoesNotKeep() throws Exception {
        // given
        exporter.configure(new Settings(Map.of("url", "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/waymark")));
        exporter.open(controller);

        // when
        exporter.export(record(7, ProcessInstanceIntent.ELEMENT_ACTIVATING));
        controller.runScheduled();

        // then
        assertThat(controller.acknowledged).containsExactly(7L);
    }

    @Test
    void shouldRefuseSettingsWithoutDatabase() {
        // when // then
        assertThatThrownBy(() -> exporter.configure(new Settings(Map.of())))
                .hasMessage("Expected the exporter argument url to start with jdbc:postgresql:, but it is missing.");
    }

    private static Record<?> record(long position, ProcessInstanceIntent intent) {
        var value = ImmutableProcessInstanceRecordValue.builder()
                .withBpmnProcessId("tiny")
                .withElementId("start")
                .withBpmnElementType(BpmnElementType.START_EVENT)
                .withBpmnEventType(BpmnEventType.NONE)
                .build();
        return ImmutableRecord.builder()
                .withPosition(position)
                .withRecordType(RecordType.EVENT)
                .withValueType(ValueType.PROCESS_INSTANCE)
                .withIntent(intent)
                .withValue(value)
                .build();
    }

    private record Settings(Map<String, Object> arguments) implements Context, Configuration {

        @Override
        public Logger getLogger() {
            return LoggerFactory.getLogger("exporter");
        }

        @Override
        public Configuration getConfiguration() {
            return this;
        }

        @Override
        public int getPartitionId() {
            return Integer.MIN_VALUE;
        }

        @Override
        public void setFilter(RecordFilter filter) {
            // nothing to filter here
        }

        @Override
        public String getId() {
            return "waymark";
        }

        @Override
        public Map<String, Object> getArguments() {
            return arguments;
        }

        @Override
        public <T> T instantiate(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class RecordingController implements Controller {

        private final List<Long> acknowledged = new ArrayList<>();
        private Runnable scheduled = () -> {};

        void runScheduled() {
            scheduled.run();
        }

        @Override
        public void updateLastExportedRecordPosition(long position) {
            acknowledged.add(position);
        }

        @Override
        public void updateLastExportedRecordPosition(long position, byte[] metadata) {
            acknowledged.add(position);
        }

        @Override
        public long getLastExportedRecordPosition() {
            return -1;
        }

        @Override
        public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
            scheduled = task;
            return () -> {};
        }

        @Override
        public Optional<byte[]> readMetadata() {
            return Optional.empty();
        }
    }
}
