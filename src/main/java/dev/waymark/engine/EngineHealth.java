package dev.waymark.engine;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Up once the engine works; events are taken before that, so it does not count for readiness. */
@Startup
@ApplicationScoped
class EngineHealth implements HealthCheck {

    private final EngineStart start;
    private final Deployments deployments;
    private final Outbox outbox;
    private final EnginePast past;

    EngineHealth(EngineStart start, Deployments deployments, Outbox outbox, EnginePast past) {
        this.past = past;
        this.start = start;
        this.deployments = deployments;
        this.outbox = outbox;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("engine")
                .status(start.isWorking() && deployments.isUpToDate())
                .withData("outbox", outbox.size())
                .withData("anotherPast", past.isForeign())
                .build();
    }
}
