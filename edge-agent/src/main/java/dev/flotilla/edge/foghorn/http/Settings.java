package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.edge.foghorn.balance.WeightsFile;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import dev.flotilla.edge.foghorn.poll.ServerName;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What MistServer's balancer lets one change by query: weights and servers. Whoever may not, is told so in its words. */
final class Settings {
    private static final Logger LOG = Logger.getLogger(Settings.class);
    private static final String NOT_ALLOWED = "Configuration only accessible from local interfaces";

    private final Region region;
    private final PolledServers servers;
    private final WeightsFile file;
    private final Permission permission;

    Settings(Region region, PolledServers servers, WeightsFile file, Permission permission) {
        this.region = region;
        this.servers = servers;
        this.file = file;
        this.permission = permission;
    }

    /** Everybody may read them. */
    void weights(Call call, String json) {
        Optional<Weights> changed;
        try {
            changed = WeightsFile.change(region.snapshot().weights(), json);
        } catch (IllegalArgumentException outOfBounds) {
            MistAnswer.text(call, 400, String.valueOf(outOfBounds.getMessage()));
            return;
        }
        if (changed.isEmpty()) {
            MistAnswer.text(call, WeightsFile.write(region.snapshot().weights()));
        } else {
            change(call, () -> set(changed.get()));
        }
    }

    private synchronized Answer set(Weights weights) {
        try {
            file.save(weights);
        } catch (IOException failure) {
            LOG.errorf("weights cannot be stored: %s", failure);
            return new Answer(500, "weights cannot be stored: " + failure.getMessage());
        }
        region.weigh(weights);
        LOG.infof("weights are now %s", weights);
        return new Answer(200, WeightsFile.write(weights));
    }

    void addServer(Call call, String text) {
        change(call, () -> {
            try {
                ServerName name = ServerName.parse(text);
                return new Answer(
                        200,
                        servers.add(name)
                                ? MistJson.pretty(Map.of(text, "Starting monitoring"))
                                : MistJson.quote("Server already monitored - add request ignored"));
            } catch (IllegalArgumentException wrong) {
                return new Answer(200, MistJson.quote(String.valueOf(wrong.getMessage())));
            }
        });
    }

    void removeServer(Call call, String text) {
        change(
                call,
                () -> new Answer(
                        200,
                        MistJson.quote(
                                servers.remove(text)
                                        ? "Offline"
                                        : "Server not monitored - could not delete from monitored server list!")));
    }

    private record Answer(int status, String body) {}

    /** Disks and locks are nothing for an event loop. */
    private void change(Call call, Supplier<Answer> step) {
        if (!permission.allows(call)) {
            MistAnswer.text(call, 403, NOT_ALLOWED);
            return;
        }
        Context loop = Objects.requireNonNull(Vertx.currentContext());
        Thread.startVirtualThread(() -> {
            Answer answer = step.get();
            loop.runOnContext(nothing -> MistAnswer.text(call, answer.status(), answer.body()));
        });
    }
}
