package dev.flotilla.edge.mroute;

import dev.flotilla.edge.engine.link.EngineFault;
import dev.flotilla.edge.mroute.flow.FlowRefusal;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes the engine run what is wanted, and knows what it runs and what it refused. Changes happen under the lock of the
 * {@link FlowBook}; the answers may be read by anyone.
 */
final class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private static final String SWITCHED_OFF = "mroute is switched off on this node (flotilla.units)";

    /** What a flow runs as of which a change was refused: never what is wanted, so the engine is told again. */
    private static final FlowSpec UNKNOWN = FlowSpec.getDefaultInstance();

    private final FlowEngine engine;
    private final boolean isOn;
    private volatile Map<FlowId, FlowSpec> running = Map.of();
    private volatile Map<FlowId, String> refusals = Map.of();
    private volatile boolean isPresent;

    Reconciler(FlowEngine engine) {
        this(engine, true);
    }

    /** @param isOn false on a node whose mroute is switched off, where every flow is refused */
    Reconciler(FlowEngine engine, boolean isOn) {
        this.engine = engine;
        this.isOn = isOn;
    }

    /** Whether the engine answered the last time that it was asked. */
    boolean isPresent() {
        return isPresent;
    }

    boolean runs(FlowId flow) {
        return running.containsKey(flow);
    }

    int runningCount() {
        return running.size();
    }

    /** Why the engine did not take the flow the last time that it was told to. */
    Optional<String> refusal(FlowId flow) {
        return isOn ? Optional.ofNullable(refusals.get(flow)) : Optional.of(SWITCHED_OFF);
    }

    /** Forgets why the engine did not take the flow. */
    void forgive(FlowId flow) {
        Map<FlowId, String> rest = new HashMap<>(refusals);
        rest.remove(flow);
        refusals = Map.copyOf(rest);
    }

    /** There is an engine, and it runs these flows. */
    void meet(Greeting greeting) {
        Map<FlowId, FlowSpec> flows = new LinkedHashMap<>();
        greeting.getFlowsList().forEach(flow -> flows.put(new FlowId(flow.getId()), flow));
        running = Map.copyOf(flows);
        isPresent = true;
    }

    /** The engine does not answer. What it ran is unknown from now on. */
    void lose() {
        isPresent = false;
        running = Map.of();
    }

    /** Turns what runs into what is wanted, as far as there is an engine. Refused flows are tried again. */
    void follow(Collection<FlowSpec> flows) {
        if (!isPresent) {
            return;
        }
        Reconciliation plan = Reconciliation.of(flows, running);
        Map<FlowId, FlowSpec> nowRunning = new LinkedHashMap<>(running);
        Map<FlowId, String> nowRefused = new HashMap<>(refusals);
        try {
            for (FlowId flow : plan.remove()) {
                refusalOf(() -> engine.remove(flow))
                        .ifPresentOrElse(
                                why -> LOG.warnf("the engine keeps a flow for now: %s", why),
                                () -> nowRunning.remove(flow));
            }
            for (FlowSpec flow : plan.apply()) {
                FlowId id = new FlowId(flow.getId());
                nowRefused.remove(id);
                refusalOf(() -> engine.apply(flow))
                        .ifPresentOrElse(
                                why -> {
                                    nowRefused.put(id, why);
                                    nowRunning.replace(id, UNKNOWN);
                                },
                                () -> nowRunning.put(id, flow));
            }
            nowRefused.keySet().retainAll(ids(flows));
            running = Map.copyOf(nowRunning);
            refusals = Map.copyOf(nowRefused);
        } catch (EngineFault gone) {
            LOG.warnf("the engine does not answer, flows follow when it is back: %s", gone.getMessage());
            lose();
        }
    }

    /** Ends the flow and makes everything be as wanted again, so that it begins anew. */
    void restart(FlowId flow, Collection<FlowSpec> flows) {
        try {
            engine.remove(flow);
            Map<FlowId, FlowSpec> rest = new LinkedHashMap<>(running);
            rest.remove(flow);
            running = Map.copyOf(rest);
            follow(flows);
        } catch (EngineFault gone) {
            LOG.warnf("flow %s could not be restarted: %s", flow, gone.getMessage());
        }
    }

    /**
     * Has a running flow take its stream from that source.
     *
     * @throws FlowRefusal when the engine refuses or cannot be reached
     */
    void select(FlowId flow, String source) {
        try {
            engine.select(flow, source);
        } catch (EngineFault fault) {
            throw switch (fault.reason()) {
                case REFUSED -> FlowRefusal.invalid("%s", String.valueOf(fault.getMessage()));
                case UNREACHABLE -> new FlowRefusal(FlowRefusal.Fault.FAILED, String.valueOf(fault.getMessage()));
            };
        }
    }

    private static Set<FlowId> ids(Collection<FlowSpec> flows) {
        return flows.stream().map(each -> new FlowId(each.getId())).collect(Collectors.toSet());
    }

    private interface Request {
        void make() throws EngineFault;
    }

    /** Answers why the engine refused, or nothing when it did as it was told. */
    private static Optional<String> refusalOf(Request request) throws EngineFault {
        try {
            request.make();
            return Optional.empty();
        } catch (EngineFault fault) {
            return switch (fault.reason()) {
                case REFUSED -> Optional.of(String.valueOf(fault.getMessage()));
                case UNREACHABLE -> throw fault;
            };
        }
    }
}
