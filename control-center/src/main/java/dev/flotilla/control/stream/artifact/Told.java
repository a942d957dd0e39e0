package dev.flotilla.control.stream.artifact;

/**
 * What the catalogue was last told of an artifact. Events come at least once and in any order, and from several nodes.
 *
 * @param event the id of the newest event that counted; ids sort by time; empty before the first
 * @param node that told it
 */
record Told(String event, String node, ArtifactStatus status) {
    /**
     * Whether an event changes the artifact. What was deleted stays so. An event counts that says that the artifact has come further;
     * else the newest event wins, and what another node says never takes the artifact back.
     */
    boolean yieldsTo(String laterEvent, String fromNode, ArtifactStatus says) {
        if (status == ArtifactStatus.DELETED) {
            return false;
        }
        boolean isBack = status.isFurtherThan(says);
        boolean isHeard = node.isEmpty() || fromNode.equals(node) || !isBack;
        return says.isFurtherThan(status) || (isHeard && laterEvent.compareTo(event) > 0);
    }

    /** The newest of the two, which may not be the one that counted. */
    String newest(String laterEvent) {
        return laterEvent.compareTo(event) > 0 ? laterEvent : event;
    }
}
