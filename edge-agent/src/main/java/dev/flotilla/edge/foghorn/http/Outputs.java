package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.Node;

/** The addresses that a node's outputs have for a stream. */
final class Outputs {
    private static final String[] CONSUMED = {"proto", "lat", "lon", "tag_adjust"};

    private Outputs() {}

    /**
     * The address by MistServer's name of the output, with all variables of the request behind it; those that were used here
     * are kept without their values, as MistServer's balancer does it. Only where the address has a query of its own they are
     * left out: there they would become part of a stream's name.
     *
     * @return the variables alone when the node has no such output
     */
    static String url(Node node, String output, String stream, Query query) {
        String template = node.load().report().getOutputsOrDefault(output, "");
        String url = template.replace("HOST", node.identity().hostName()).replace("$", stream);
        return template.indexOf('?') < 0
                ? url + query.emptied(CONSUMED)
                : url + query.without(CONSUMED).replaceFirst("^\\?", "&");
    }
}
