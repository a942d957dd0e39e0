package dev.flotilla.edge.foghorn.balance;

/** Why a node was not taken, in the order in which it is looked at. */
public enum Reason {
    MAINTENANCE("all nodes are in maintenance"),
    INACTIVE("no node is healthy and heard of"),
    LACKS_CAPABILITY("no node has the capability"),
    OTHER_TENANT("all nodes belong to other tenants"),
    DRAINING("all nodes are draining"),
    SAME_HOST("only the node itself could serve it"),
    METRICS_NOT_READY("no node has said yet what it can carry"),
    NO_BANDWIDTH("all nodes are out of bandwidth"),
    CPU_TAKEN("no node has as much processor left"),
    STREAM_ABSENT("no node has the stream"),
    NO_INPUTS("the stream has no input"),
    ONLY_REPLICA("only copies of the stream are left"),
    NOT_CONFIGURED("no node is configured for the stream"),
    SCORE_ZERO("no node scores above zero");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** What is true when every node was left out for this reason. */
    public String sentence() {
        return sentence;
    }
}
