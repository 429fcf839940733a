package dev.waymark.release;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Which release decided from when, and who let it. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ActivationHistory implements PanacheRepository<RuleActivation> {

    /** All activations of a release, newest first. */
    @Transactional
    List<ActivationView> of(int release) {
        return list("releaseNumber = ?1 order by id desc", release).stream()
                .map(RuleActivation::view)
                .toList();
    }

    @Transactional
    Optional<ActivationView> last() {
        return find("order by id desc").firstResultOptional().map(RuleActivation::view);
    }
}
