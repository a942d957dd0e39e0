package dev.flotilla.edge.mroute.flow;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flow that was made on this node, through its own API. The document is the truth; it alone knows mroute's extras. */
public final class LocalFlow implements Flow {
    private final FlowId id;
    private final FlowDocument document;
    private final FlowSpec spec;
    private final Times times;

    /**
     * The flow of that document.
     *
     * @throws FlowRefusal with the first rule that the document breaks
     */
    public LocalFlow(FlowId id, FlowDocument document, boolean wanted, Times times) {
        FlowRules.check(document);
        this.id = id;
        this.document = normal(document);
        this.spec = FlowSpecs.of(id, this.document, wanted);
        this.times = times;
    }

    /** A new flow under the client's id, or under one of our own where the client named none. */
    public static LocalFlow create(FlowDocument document, Instant now) {
        FlowRules.check(document);
        return new LocalFlow(id(document.id()), document, false, Times.created(now));
    }

    public LocalFlow changed(FlowDocument changed, Instant now) {
        return new LocalFlow(id, changed, isWanted(), times.updated(now));
    }

    public LocalFlow started(Instant now) {
        return new LocalFlow(id, document, true, times.started(now));
    }

    public LocalFlow stopped(Instant now) {
        return new LocalFlow(id, document, false, times.stopped(now));
    }

    @Override
    public FlowId id() {
        return id;
    }

    @Override
    public FlowDocument document() {
        return document;
    }

    @Override
    public FlowSpec spec() {
        return spec;
    }

    @Override
    public Times times() {
        return times;
    }

    /** Without what only the node may say. */
    private static FlowDocument normal(FlowDocument document) {
        SourceDocument source = document.source();
        List<OutputDocument> outputs = document.outputs();
        return document.withSources(
                        source == null ? null : source.withStatus(""),
                        document.sources().stream()
                                .map(each -> each.withStatus(""))
                                .toList())
                .withOutputs(
                        outputs == null
                                ? null
                                : outputs.stream()
                                        .map(OutputDocument::enabledUnlessSaid)
                                        .toList());
    }

    private static FlowId id(@Nullable String wished) {
        if (wished == null || wished.isEmpty()) {
            return FlowId.random();
        }
        try {
            return new FlowId(wished);
        } catch (IllegalArgumentException malformed) {
            throw FlowRefusal.malformed(malformed);
        }
    }
}
