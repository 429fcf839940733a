package dev.waymark.offer;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while a pool of codes runs out: somebody has to fetch codes. Of the group {@code well} and no other, because
 * restarting or bypassing a node would not help.
 */
@Wellness
@ApplicationScoped
class PoolHealth implements HealthCheck {

    private final Pools pools;

    PoolHealth(Pools pools) {
        this.pools = pools;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("code-pools");
        var all = pools.all();
        all.forEach(pool -> answer.withData(pool.offer(), pool.codes().free()));
        return answer.status(all.stream().noneMatch(Pools.PoolView::isAlarm)).build();
    }
}
