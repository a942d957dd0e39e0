package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/** {@code /health}: says that this Foghorn answers, and how many nodes it knows. */
public final class HealthRoute implements Route {
    private final Region region;

    public HealthRoute(Region region) {
        this.region = region;
    }

    @Override
    public Set<String> words() {
        return Set.of("health");
    }

    @Override
    public void answer(Call call) {
        var response = call.request().response();
        HttpMethod method = call.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            response.setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
            return;
        }
        List<Node> nodes = region.snapshot().nodes();
        long healthy = nodes.stream().filter(Node::isHealthy).count();
        response.putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end("{\"status\":\"ok\",\"nodes\":%d,\"healthy_nodes\":%d}".formatted(nodes.size(), healthy));
    }
}
