package dev.waymark.product;

import dev.waymark.profile.ProfileId;
import dev.waymark.segment.MembershipView;
import dev.waymark.segment.Memberships;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The reasons to give for products, read at start. An entry that names a segment that is not there fits nobody, is said
 * in the log at start and is a finding: rules may change while Waymark runs, and a start must not fail by that.
 * Thread-safe.
 */
@ApplicationScoped
public class Reasons {

    private static final Logger LOG = Logger.getLogger(Reasons.class);
    private static final String FILE = "reasons.yaml";

    /** After the rules. */
    private static final int ORDER = 800;

    private final ReasonFile reasons;
    private final List<KeyCatalogue> catalogues;
    private final ProductTable products;
    private final Memberships memberships;

    Reasons(
            DefinitionFolder folder,
            @All List<KeyCatalogue> catalogues,
            ProductTable products,
            Memberships memberships) {
        this.reasons = folder.read("bpmn", FILE).stream()
                .findFirst()
                .map(ReasonFile::read)
                .orElseGet(() -> new ReasonFile(new DefinitionFile("bpmn/" + FILE, new byte[0]), List.of()));
        this.catalogues = List.copyOf(catalogues);
        this.products = products;
        this.memberships = memberships;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        findings().forEach(finding -> LOG.warnf("reason not usable: %s", finding.asText()));
    }

    /** The segments of a person, to ask for reasons by. */
    @Transactional
    public Set<String> segmentsOf(ProfileId profile) {
        return memberships.of(profile).stream().map(MembershipView::segment).collect(Collectors.toUnmodifiableSet());
    }

    /** The reason for who is in these segments, about something of this category; empty where no entry fits. */
    public Optional<String> reason(Set<String> segments, String category, String locale) {
        return reasons.reason(segments, category, locale);
    }

    List<ReasonFile.Reason> all() {
        return reasons.reasons();
    }

    /** Segments and categories that are named and not there. */
    @Transactional
    List<Finding> findings() {
        var segments = catalogues.stream()
                .filter(catalogue -> catalogue.kind() == KeyCatalogue.Kind.SEGMENT)
                .flatMap(catalogue -> catalogue.keys().stream())
                .collect(Collectors.toSet());
        return reasons.findings(segments, products.categories());
    }
}
