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
import java.util.stream.Collectors;
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
    private volatile Runnable onWanted = () -> {};

    Deployments(Session db) {
        this.db = db;
    }

    /** Asks for a kept model to be deployed. */
    public void want(String hash) {
        if (wanted.add(hash)) {
            onWanted.run();
        }
    }

    /** Does something each time another model is asked for. */
    void onWanted(Runnable action) {
        onWanted = action;
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

    /** The engine's key of a model, once it knows it. */
    @Transactional
    public Optional<Long> definitionKey(String hash) {
        return db.createNativeQuery(
                        "select definition_key from engine_deployment where hash = :hash and definition_key is not null",
                        Long.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    /** Whether everything asked for since the start is known to the engine. */
    public boolean isUpToDate() {
        return wanted.isEmpty();
    }

    /**
     * Deploys what was asked for since the start, even if it was deployed in an earlier life: the engine may be a
     * new one, and the same bytes keep their version. Many together, which is one command instead of twenty; where the
     * engine refuses one, each alone, so that it does not hold up the others.
     *
     * @return whether the engine knows one more
     */
    boolean deployAll(ProcessEngine engine) {
        var models = models();
        if (models.isEmpty()) {
            // asked for, and not committed yet
            return false;
        }
        try {
            deploy(engine, models);
            return true;
        } catch (Failure refused) {
            return models.stream()
                            .filter(model -> isDeployedAlone(engine, model))
                            .count()
                    > 0;
        }
    }

    private boolean isDeployedAlone(ProcessEngine engine, Model model) {
        try {
            deploy(engine, List.of(model));
            return true;
        } catch (Failure refused) {
            if (refusedBefore.add(model.hash())) {
                LOG.errorf(
                        "model refused by the engine, trying on resource=%s hash=%s cause=%s",
                        model.resource(), model.hash(), refused.getMessage());
            }
            return false;
        }
    }

    /** Of versions of one journey only one: a deployment takes a name once, the others have their turn next. */
    private List<Model> models() {
        List<Tuple> rows = QuarkusTransaction.requiringNew()
                .call(() -> db.createNativeQuery(
                                "select distinct on (resource) hash, resource, bpmn from engine_deployment"
                                        + " where hash = any(:hashes) order by resource, hash = any(:refused), hash",
                                Tuple.class)
                        .setParameter("hashes", wanted.toArray(String[]::new))
                        .setParameter("refused", refusedBefore.toArray(String[]::new))
                        .getResultList());
        return rows.stream()
                .map(row -> new Model(
                        row.get("hash", String.class),
                        row.get("resource", String.class),
                        row.get("bpmn", byte[].class)))
                .toList();
    }

    private void deploy(ProcessEngine engine, List<Model> models) {
        var resources = models.stream().collect(Collectors.toMap(Model::resource, Model::bpmn));
        var deployed = engine.deploy(resources);
        QuarkusTransaction.requiringNew()
                .run(() -> models.forEach(model -> keepKey(model.hash(), deployed.get(model.resource()))));
        models.forEach(model -> {
            wanted.remove(model.hash());
            LOG.debugf("model deployed resource=%s", model.resource());
        });
        LOG.infof("models deployed count=%d", models.size());
    }

    private void keepKey(String hash, ProcessEngine.Deployed deployed) {
        db.createNativeQuery("update engine_deployment set definition_key = :key, engine_version = :version"
                        + " where hash = :hash")
                .setParameter("key", deployed.definitionKey())
                .setParameter("version", deployed.version())
                .setParameter("hash", hash)
                .executeUpdate();
    }

    private record Model(String hash, String resource, byte[] bpmn) {}
}
