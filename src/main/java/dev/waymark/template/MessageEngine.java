package dev.waymark.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WhenSectionHelper;
import java.util.List;
import java.util.stream.Stream;

/**
 * The engine for message templates, built from nothing: a few sections, a few resolvers over maps and lists, and no
 * reflection, namespaces, includes or raw output. What is not added here cannot be reached by a template.
 *
 * <p>Thread-safe. Not a bean: the engine that renders pages knows beans and configuration, and must never see these
 * texts.
 */
final class MessageEngine {

    private static final String HTML = "text/html";
    private static final String PLAIN = "text/plain";

    private final Engine engine = Engine.builder()
            .addSectionHelpers(
                    new IfSectionHelper.Factory(),
                    new LoopSectionHelper.Factory(),
                    new SetSectionHelper.Factory(),
                    new WhenSectionHelper.Factory())
            .addValueResolvers(Stream.of(
                            ValueResolvers.mapResolver(),
                            ValueResolvers.mapperResolver(),
                            ValueResolvers.listResolver(),
                            ValueResolvers.collectionResolver(),
                            ValueResolvers.thisResolver(),
                            ValueResolvers.trueResolver(),
                            ValueResolvers.orResolver(),
                            ValueResolvers.logicalAndResolver(),
                            ValueResolvers.logicalOrResolver())
                    .map(Steps::counted)
                    .toArray(ValueResolver[]::new))
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .strictRendering(true)
            .build();

    /** Parses the text of one part; values are escaped where it is HTML. */
    io.quarkus.qute.Template parse(String text, boolean html) {
        return engine.parse(text, Variant.forContentType(html ? HTML : PLAIN));
    }
}
