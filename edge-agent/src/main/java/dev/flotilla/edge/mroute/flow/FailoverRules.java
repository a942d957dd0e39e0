package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.util.Set;

/** What a flow must fulfil where two sources work together: mroute's own rule first, then those for what mroute does not know. */
final class FailoverRules {
    private static final Set<String> POLICIES =
            Set.of("", FailoverDocument.AT_ONCE, FailoverDocument.AFTER_HOLD_OFF, FailoverDocument.BY_HAND);
    private static final Set<String> MATCHES = Set.of("", FailoverDocument.SEQUENCE, FailoverDocument.CONTENT);
    private static final Set<String> NUMBERED_PROTOCOLS = Set.of("rtp", "rtp-fec", "rist");
    private static final int MIN_TIMEOUT_MS = 50;
    private static final int MAX_TIMEOUT_MS = 60_000;
    private static final int MAX_HOLD_OFF_MS = 3_600_000;
    private static final int MAX_WAIT_MS = 10_000;
    private static final int MAX_PIDS = 16;
    private static final int MAX_PID = 8_190;

    private FailoverRules() {}

    /** @throws FlowRefusal with the first rule that the flow breaks */
    static void check(FlowDocument flow) {
        FailoverDocument failover = flow.sourceFailoverConfig();
        if (failover == null) {
            return;
        }
        if (failover.isMerge()) {
            flow.allSources().forEach(each -> checkMergeable(each, failover));
        }
        oneOf("return_policy", failover.returnPolicy(), POLICIES);
        oneOf("merge_match", failover.mergeMatch(), MATCHES);
        if (failover.healthTimeoutMs() != 0) {
            range("health_timeout_ms", failover.healthTimeoutMs(), MIN_TIMEOUT_MS, MAX_TIMEOUT_MS);
        }
        range("hold_off_ms", failover.holdOffMs(), 0, MAX_HOLD_OFF_MS);
        if (failover.holdOffMs() != 0 && !failover.returnPolicy().equals(FailoverDocument.AFTER_HOLD_OFF)) {
            throw invalid(
                    "source_failover_config: hold_off_ms %d needs return_policy AFTER_HOLD_OFF", failover.holdOffMs());
        }
        if (failover.spliceWaitMs() != null) {
            range("splice_wait_ms", failover.spliceWaitMs(), 0, MAX_WAIT_MS);
        }
        range("number of required_pids", failover.requiredPids().size(), 0, MAX_PIDS);
        failover.requiredPids().forEach(pid -> range("required_pids", pid, 0, MAX_PID));
    }

    private static void checkMergeable(SourceDocument source, FailoverDocument failover) {
        boolean isByContent = failover.mergeMatch().equals(FailoverDocument.CONTENT);
        if (!isByContent && !NUMBERED_PROTOCOLS.contains(source.protocol())) {
            throw invalid(
                    "MERGE mode not supported for protocol %s (source %s); use RTP, RTP-FEC, or RIST",
                    source.protocol(), source.name());
        }
    }

    private static void oneOf(String key, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            String words = String.join(
                    ", ",
                    allowed.stream().filter(each -> !each.isEmpty()).sorted().toList());
            throw invalid("source_failover_config: invalid %s '%s' (must be one of %s)", key, value, words);
        }
    }

    private static void range(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid("source_failover_config: invalid %s %d (must be %d-%d)", key, value, least, most);
        }
    }
}
