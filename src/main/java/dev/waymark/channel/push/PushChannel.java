package dev.waymark.channel.push;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Mailbox;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.device.Device;
import dev.waymark.device.DeviceKind;
import dev.waymark.device.Devices;
import dev.waymark.profile.ProfileView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Push messages to all devices of a person at once. Their address is the ids of the devices, so that neither a message nor
 * the mailbox holds what would let somebody else write to them. Thread-safe.
 */
@ApplicationScoped
class PushChannel implements Channel {

    static final String KEY = "push";

    private static final Logger LOG = Logger.getLogger(PushChannel.class);

    private static final String SEPARATOR = ",";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Devices devices;
    private final Mailbox mailbox;
    private final Map<DeviceKind, DeviceProvider> providers;

    PushChannel(Devices devices, Mailbox mailbox, PushProviders providers) {
        this.devices = devices;
        this.mailbox = mailbox;
        this.providers = providers.byKind();
    }

    /** One device and what came of it. */
    private record Answer(Device device, Told told) {}

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Optional<String> addressOf(ProfileView profile) {
        var found = devices.of(profile, kinds());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        found.stream().map(device -> device.id().toString()).collect(Collectors.joining(SEPARATOR)));
    }

    private Set<DeviceKind> kinds() {
        return providers.isEmpty() ? EnumSet.allOf(DeviceKind.class) : providers.keySet();
    }

    /** A browser shows a repeat in the place of what it shows, but again where it was taken away meanwhile. */
    @Override
    public Duration remembers() {
        return providers.isEmpty() ? Mailbox.MEMORY : Duration.ZERO;
    }

    @Override
    public SendResult send(SendRequest request) {
        return providers.isEmpty() ? mailbox.deliver(KEY, request) : toDevices(request);
    }

    private SendResult toDevices(SendRequest request) {
        var there = devices.find(ids(request.address())).stream()
                .filter(device -> providers.containsKey(device.kind()))
                .toList();
        var answers = ask(there, request.messageId(), PushText.of(request.content()));
        note(answers);
        return together(answers.stream().map(answer -> answer.told().result()).toList());
    }

    private static List<UUID> ids(String address) {
        return Arrays.stream(address.split(SEPARATOR))
                .filter(id -> ID.matcher(id).matches())
                .map(UUID::fromString)
                .toList();
    }

    /** All at once: one after the other they would outlast the lease of the message. */
    private List<Answer> ask(List<Device> there, UUID message, PushText text) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = there.stream()
                    .<Callable<Answer>>map(device -> () -> ask(device, message, text))
                    .toList();
            return threads.invokeAll(asked).stream().map(PushChannel::answer).toList();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while sending", stopping);
        }
    }

    private Answer ask(Device device, UUID message, PushText text) {
        var told = providers.get(device.kind()).send(device, message, text);
        return new Answer(device, device.kind() == DeviceKind.WEB ? ofOneService(told) : told);
    }

    /** Each browser has its own service: that one takes nothing is no reason to leave the others alone. */
    private static Told ofOneService(Told told) {
        return told.result() instanceof SendResult.NotNow(var reason, var after, var isAboutProvider)
                ? Told.of(new SendResult.NotNow(reason, after, false))
                : told;
    }

    private static Answer answer(Future<Answer> asked) {
        try {
            return asked.get();
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException("A device could not be asked", broken.getCause());
        }
    }

    private void note(List<Answer> answers) {
        note(answers.stream().filter(answer -> answer.told().isGone()).toList(), devices::gone);
        note(
                answers.stream()
                        .filter(answer -> answer.told().result() instanceof SendResult.Accepted)
                        .toList(),
                devices::used);
    }

    private static void note(List<Answer> answers, Consumer<List<UUID>> what) {
        if (answers.isEmpty()) {
            return;
        }
        var ids = answers.stream().map(answer -> answer.device().id()).toList();
        try {
            what.accept(ids);
        } catch (RuntimeException failed) {
            // what providers have answered stands, whether or not it can be written down
            LOG.warnf(failed, "devices not noted devices=%s", ids);
        }
    }

    /**
     * A message that one device has taken has reached the person. One that nobody may have is tried again, on all of them:
     * what one refused for good it refuses again.
     */
    static SendResult together(List<SendResult> results) {
        return first(results, SendResult.Accepted.class)
                .or(() -> first(results, SendResult.Unknown.class))
                .or(() -> first(results, SendResult.NotNow.class))
                .orElseGet(() -> results.isEmpty() ? new SendResult.Rejected("no-device-left") : results.getFirst());
    }

    private static Optional<SendResult> first(List<SendResult> results, Class<? extends SendResult> kind) {
        return results.stream().filter(kind::isInstance).findFirst();
    }
}
