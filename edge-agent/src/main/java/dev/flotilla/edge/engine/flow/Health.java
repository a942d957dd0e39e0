package dev.flotilla.edge.engine.flow;

import dev.flotilla.proto.flow.v1.FlowHealth;
import java.util.List;

/** Whether media flows, and if not, why. Decides, and does nothing. */
record Health(FlowHealth health, String detail) {
    private static final int SHOWN = 3;

    /**
     * Judges a flow whose transport runs.
     *
     * @param why why no media arrives, as a sentence
     * @param faulty what is wrong with each output that cannot send
     */
    static Health of(boolean isReceiving, boolean hasReceived, boolean isStraying, String why, List<String> faulty) {
        if (!isReceiving) {
            return new Health(hasReceived ? FlowHealth.FLOW_HEALTH_NO_SOURCE : FlowHealth.FLOW_HEALTH_WAITING, why);
        }
        if (isStraying) {
            return new Health(FlowHealth.FLOW_HEALTH_DEGRADED, "what arrives is not a clean transport stream");
        }
        if (!faulty.isEmpty()) {
            String first = String.join("; ", faulty.subList(0, Math.min(SHOWN, faulty.size())));
            String more = faulty.size() > SHOWN ? "; and " + (faulty.size() - SHOWN) + " more outputs" : "";
            return new Health(FlowHealth.FLOW_HEALTH_DEGRADED, first + more);
        }
        return new Health(FlowHealth.FLOW_HEALTH_RECEIVING, "");
    }
}
