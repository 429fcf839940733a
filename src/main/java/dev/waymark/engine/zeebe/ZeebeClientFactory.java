package dev.waymark.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import java.time.Duration;

/** Builds the client with the choices that matter spelled out: gRPC, job streaming, plain text on loopback only by name. */
final class ZeebeClientFactory {

    /** Fewer than the database pool has connections, so that steps leave some to requests; most wait for other systems. */
    private static final int STEPS_AT_ONCE = 24;

    private ZeebeClientFactory() {}

    static CamundaClient connect(ZeebeSettings settings) {
        var builder = CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .grpcAddress(settings.grpcAddress())
                .restAddress(settings.restAddress())
                .preferRestOverGrpc(false)
                .defaultJobWorkerStreamEnabled(true)
                .defaultJobPollInterval(Duration.ofMillis(500))
                .defaultRequestTimeout(settings.requestTimeout())
                .numJobWorkerExecutionThreads(STEPS_AT_ONCE);
        if (settings.clientId().isPresent()) {
            builder.credentialsProvider(credentials(settings));
        }
        return builder.build();
    }

    private static CredentialsProvider credentials(ZeebeSettings settings) {
        return CredentialsProvider.newCredentialsProviderBuilder()
                .clientId(settings.clientId().orElseThrow())
                .clientSecret(settings.clientSecret().orElse(""))
                .audience(settings.audience().orElse("zeebe-api"))
                .authorizationServerUrl(settings.authorizationServer().orElseThrow())
                .build();
    }
}
