package dev.flotilla.edge.mroute.flow;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Instant;

/** A flow that the control center wants on this node. The specification is the truth; the local API only shows it. */
public record ManagedFlow(FlowId id, FlowSpec spec, FlowDocument document, Times times) implements Flow {
    /**
     * The flow of that specification.
     *
     * @throws FlowRefusal with the first rule that the specification breaks
     */
    public static ManagedFlow of(FlowSpec spec, Times times) {
        FlowDocument document = SpecDocuments.of(spec);
        FlowRules.check(document);
        try {
            return new ManagedFlow(new FlowId(spec.getId()), spec, document, times);
        } catch (IllegalArgumentException malformed) {
            throw FlowRefusal.malformed(malformed);
        }
    }

    /** A flow that the control center wants from now on. */
    public static ManagedFlow create(FlowSpec spec, Instant now) {
        Times created = Times.created(now);
        return of(spec, spec.getRunning() ? created.started(now) : created);
    }

    /** What the control center wants now, with this flow's history. */
    public ManagedFlow follow(FlowSpec wanted, Instant now) {
        if (wanted.equals(spec)) {
            return this;
        }
        Times changed = times.updated(now);
        if (wanted.getRunning() && !isWanted()) {
            changed = times.started(now);
        } else if (!wanted.getRunning() && isWanted()) {
            changed = times.stopped(now);
        }
        return of(wanted, changed);
    }

    /** Never the passphrases. */
    @Override
    public String toString() {
        return "ManagedFlow[" + id + "]";
    }
}
