package dev.waymark.fault;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands in front of the broker and refuses a share of the commands as the broker does when it is too busy. What ends
 * work, completing and failing jobs, gets through always, also as with the broker. Thread-safe.
 */
final class BusyBroker implements AutoCloseable {

    private static final Set<String> ALWAYS_TAKEN =
            Set.of("CompleteJob", "FailJob", "ActivateJobs", "StreamActivatedJobs", "Topology");

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    };

    private final ManagedChannel broker;
    private final Server server;
    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile double share;

    BusyBroker(URI address) throws IOException {
        broker = NettyChannelBuilder.forAddress(address.getHost(), address.getPort())
                .usePlaintext()
                .build();
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .fallbackHandlerRegistry(new HandlerRegistry() {
                    @Override
                    public ServerMethodDefinition<?, ?> lookupMethod(String method, String authority) {
                        return ServerMethodDefinition.create(method(method), handler(method));
                    }
                })
                .build()
                .start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** From now on this share of the commands is refused, from 0 to 1. */
    void refuse(double share) {
        this.share = share;
    }

    long taken() {
        return taken.sum();
    }

    long refused() {
        return refused.sum();
    }

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.newBuilder(BYTES, BYTES)
                .setFullMethodName(name)
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .build();
    }

    private ServerCallHandler<byte[], byte[]> handler(String name) {
        var isCommand = !ALWAYS_TAKEN.contains(name.substring(name.lastIndexOf('/') + 1));
        return (call, headers) -> {
            if (isCommand && ThreadLocalRandom.current().nextDouble() < share) {
                refused.increment();
                call.close(Status.RESOURCE_EXHAUSTED.withDescription("busy"), new Metadata());
                return new ServerCall.Listener<>() {};
            }
            if (isCommand) {
                taken.increment();
            }
            return passOn(call, headers, broker);
        };
    }

    private static ServerCall.Listener<byte[]> passOn(
            ServerCall<byte[], byte[]> call, Metadata headers, Channel broker) {
        var onward = broker.newCall(method(call.getMethodDescriptor().getFullMethodName()), CallOptions.DEFAULT);
        onward.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onHeaders(Metadata answered) {
                        call.sendHeaders(answered);
                    }

                    @Override
                    public void onMessage(byte[] message) {
                        call.sendMessage(message);
                        onward.request(1);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        call.close(status, trailers);
                    }
                },
                headers);
        onward.request(1);
        call.request(1);
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(byte[] message) {
                onward.sendMessage(message);
                call.request(1);
            }

            @Override
            public void onHalfClose() {
                onward.halfClose();
            }

            @Override
            public void onCancel() {
                onward.cancel("the caller has gone", null);
            }
        };
    }

    @Override
    public void close() {
        server.shutdownNow();
        broker.shutdownNow();
    }
}
