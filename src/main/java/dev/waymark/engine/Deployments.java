package dev.waymark.engine;

import dev.waymark.support.Digest;
import dev.waymark.support.Failure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * The models the engine is to know. They are stored first and deployed when the engine is there, so that nothing
 * that starts journeys has to wait for it.
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class Deployments {

    private static final Logger LOG = Logger.getLogger(Deployments.class);

    private final Session db;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> refusedBefore = ConcurrentHashMap.newKeySet();

    Deployments(Session db) {
        this.db = db;
    }

    /** Asks for a kept model to be deployed. */
    public void want(String hash) {
        wanted.add(hash);
    }

    /** Keeps a model; answers the hash that names it from now on. */
    @Transactional
    public String keep(String resource, byte[] bpmn) {
        var hash = Digest.of(bpmn);
        db.createNativeQuery("insert into engine_deployment (hash, resource, bpmn) values (:hash, :resource, :bpmn)"
                        + " on conflict (hash) do nothing")
                .setParameter("hash", hash)
                .setParameter("resource", resource)
                .setParameter("bpmn", bpmn)
                .executeUpdate();
        return hash;
    }

    /** The model's bytes as deployed. */
    @Transactional
    public Optional<byte[]> model(String hash) {
        List<byte[]> found = db.createNativeQuery("select bpmn from engine_deployment where hash = :hash", byte[].class)
                .setParameter("hash", hash)
                .getResultList();
        return found.stream().findFirst();
    }

    /** Whether everything asked for since the start is known to the engine. */
    public boolean isUpToDate() {
        return wanted.isEmpty();
    }

    /**
     * Deploys what was asked for since the start, even if it was deployed in an earlier life: the engine may be a
     * new one, and the same bytes keep their version. One that is refused does not hold up the others.
     */
    void deployAll(ProcessEngine engine) {
        for (var hash : Set.copyOf(wanted)) {
            try {
                QuarkusTransaction.requiringNew().run(() -> deploy(engine, hash));
                wanted.remove(hash);
            } catch (Failure refused) {
                if (refusedBefore.add(hash)) {
                    LOG.errorf("model refused by the engine, trying on hash=%s cause=%s", hash, refused.getMessage());
                }
            }
        }
    }

    private void deploy(ProcessEngine engine, String hash) {
        var row = db.createNativeQuery("select resource, bpmn from engine_deployment where hash = :hash", Tuple.class)
                .setParameter("hash", hash)
                .getSingleResult();
        var resource = row.get("resource", String.class);
        var deployed = engine.deploy(resource, row.get("bpmn", byte[].class));
        db.createNativeQuery("update engine_deployment set definition_key = :key, engine_version = :version"
                        + " where hash = :hash")
                .setParameter("key", deployed.definitionKey())
                .setParameter("version", deployed.version())
                .setParameter("hash", hash)
                .executeUpdate();
        LOG.infof("model deployed resource=%s engine-version=%d", resource, deployed.version());
    }
}
