package dev.flotilla.bench.foghorn;

import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.edge.foghorn.balance.WeightsFile;
import dev.flotilla.edge.foghorn.http.EventLoops;
import dev.flotilla.edge.foghorn.http.FoghornServer;
import dev.flotilla.edge.foghorn.http.MistRoot;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.TrustedProxies;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Foghorn's listener over a region whose nodes report every ten seconds. Says its port, and runs until its input ends. */
final class FoghornProcess {
    private static final long REPORT_NS = 10_000_000_000L;
    private static final Position CLIENT = new Position(48.1, 11.6);

    private FoghornProcess() {}

    public static void main(String... arguments) throws IOException {
        Population population = new Population(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        Region region = new Region(RegionSettings.DEFAULT, Weights.DEFAULT, System::nanoTime);
        population.register(region);
        Vertx vertx = EventLoops.open(1);
        PolledServers none = new PolledServers(
                region,
                name -> {
                    throw new IOException("nobody is asked");
                },
                Duration.ofSeconds(5),
                System::nanoTime);
        MistRoot root = new MistRoot(
                region,
                none,
                new WeightsFile(Path.of(arguments[2])),
                new Permission(Optional.empty()),
                (request, status, wish, choice, latencyNs) -> {},
                "FULL");
        FoghornServer server = new FoghornServer(
                vertx,
                new FoghornServer.Listen("127.0.0.1", 0, 1),
                TrustedProxies.NONE,
                address -> CLIENT,
                List.of(),
                root);
        server.start();
        Thread reporting = Thread.ofPlatform().daemon().unstarted(() -> report(population, region));
        reporting.start();
        System.out.println(server.port());
        System.in.read();
        System.exit(0);
    }

    private static void report(Population population, Region region) {
        long pauseNs = REPORT_NS / population.count();
        for (long turn = 0; ; turn++) {
            population.report(region, (int) (turn % population.count()));
            if (turn % Math.max(1, population.count() / 10) == 0) {
                region.look();
            }
            LockSupport.parkNanos(pauseNs);
        }
    }
}
