package dev.flotilla.edge.uplink;

import java.time.Duration;
import java.time.Instant;

/** How this node stands with the control center. Media flows in every one of these states. */
public sealed interface UplinkState {
    /** One sentence for people. */
    String sentence();

    /** Nobody has enrolled this node, or its identity cannot be read; the reason is empty when nothing is wrong. */
    record NotEnrolled(String reason) implements UplinkState {
        @Override
        public String sentence() {
            return reason.isEmpty()
                    ? "This node belongs to no control center."
                    : "This node is not enrolled: " + reason;
        }
    }

    /** No stream at the moment; the node tries again by itself. */
    record Away(Instant since, String reason) implements UplinkState {
        @Override
        public String sentence() {
            return "No connection to the control center since " + since + ": " + reason;
        }
    }

    /**
     * The stream is up.
     *
     * @param clockAhead by how much the clock of this node is ahead of the control center's
     */
    record Connected(Instant since, String nodeName, String tenantName, String clusterName, Duration clockAhead)
            implements UplinkState {
        @Override
        public String sentence() {
            return "Connected to the control center since " + since + ".";
        }
    }

    /** The control center revoked the node's certificate; the node asks again only seldom. */
    record Revoked(Instant since, String reason) implements UplinkState {
        @Override
        public String sentence() {
            return "The control center revoked this node's certificate" + (reason.isEmpty() ? "" : " (" + reason + ")")
                    + ": to let it back, make a token and run 'flotilla-edge enroll --again'. Flows keep running.";
        }
    }
}
