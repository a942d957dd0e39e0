package dev.flotilla.control.object;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * {@code /objects/v1/KEY}: the HTTP side of {@link FolderStore}. The signature in the address is what admits. Bodies go by the event
 * loop between socket and disk, and are never in memory as a whole.
 */
@ApplicationScoped
class FolderRoutes {
    private static final Logger LOG = Logger.getLogger(FolderRoutes.class);
    /** Before anything that reads bodies into memory, or bounds them for the API. */
    private static final int FIRST = Integer.MIN_VALUE;

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Optional<FolderStore> store;
    private final ObjectConfig config;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final AtomicInteger uploads = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();

    FolderRoutes(ObjectStorages storages, ObjectConfig config, Vertx vertx, MeterRegistry meters) {
        this.store = storages.folder();
        this.config = config;
        this.vertx = vertx;
        this.meters = meters;
        meters.gauge("flotilla_control_object_uploads", uploads);
    }

    void open(@Observes Router router) {
        store.ifPresent(
                folder -> router.route(FolderStore.PATH + "*").order(FIRST).handler(http -> admit(folder, http)));
    }

    @Scheduled(every = "1h", identity = "object-unfinished")
    void forgetUnfinished() throws IOException {
        if (store.isPresent()) {
            store.get().forgetUnfinished(clock.instant().minus(FORGOTTEN));
        }
    }

    private void admit(FolderStore folder, RoutingContext http) {
        HttpServerRequest request = http.request();
        HttpServerResponse response = http.response();
        // Players of other sites' pages fetch from here; nobody's cookies are looked at.
        response.putHeader("Access-Control-Allow-Origin", "*");
        response.putHeader("Access-Control-Expose-Headers", "Content-Range, ETag");
        if (request.method().equals(HttpMethod.OPTIONS)) {
            allow(response);
            return;
        }
        Optional<Admission> asked = Admission.of(request, clock.instant());
        if (asked.isEmpty()) {
            http.next();
            return;
        }
        Admission admission = asked.get();
        Optional<ObjectFault> fault = admission.fault(folder);
        if (fault.isPresent()) {
            refuse(http, fault.get(), admission.key());
        } else if (admission.isUpload()) {
            receive(folder, admission, http);
        } else {
            give(folder, admission, http);
        }
    }

    /** What a browser asks before a page of another site sends a file (Fetch, "CORS-preflight"). */
    private static void allow(HttpServerResponse response) {
        response.setStatusCode(204)
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD, PUT")
                .putHeader("Access-Control-Allow-Headers", "Content-Type, Range, If-None-Match")
                .putHeader("Access-Control-Max-Age", "600")
                .end();
    }

    private void receive(FolderStore folder, Admission admission, RoutingContext http) {
        ObjectKey key = admission.key();
        if (uploads.incrementAndGet() > config.mostUploads()) {
            uploads.decrementAndGet();
            refuse(http, ObjectFault.BUSY, key);
            return;
        }
        HttpServerRequest request = http.request();
        request.pause();
        boolean isNew = "*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
        vertx.executeBlocking(
                        () -> {
                            if (isNew && Files.exists(folder.path(key))) {
                                throw new Upload.Refused(ObjectFault.EXISTS);
                            }
                            return folder.begin();
                        },
                        false)
                .compose(file -> write(http, file, admission.mostBytes())
                        .compose(_ -> vertx.executeBlocking(() -> keep(folder, file, key), false))
                        .onFailure(_ -> discard(file)))
                .onComplete(outcome -> {
                    uploads.decrementAndGet();
                    if (outcome.succeeded()) {
                        meters.counter("flotilla_control_objects", "outcome", "stored")
                                .increment();
                        http.response()
                                .setStatusCode(201)
                                .putHeader(HttpHeaders.ETAG, outcome.result())
                                .end();
                    } else {
                        refuse(http, faultOf(outcome.cause(), key), key);
                    }
                });
    }

    private Future<Void> write(RoutingContext http, Path file, long mostBytes) {
        HttpServerRequest request = http.request();
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            http.response().writeContinue();
        }
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setWrite(true))
                .compose(open -> Upload.into(vertx, request, open, mostBytes));
    }

    /** Puts the file into its place, on the disk; answers its tag. */
    private static String keep(FolderStore folder, Path unfinished, ObjectKey key) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path place = folder.path(key);
        Path home = place.getParent();
        for (int attempt = 1; ; attempt++) {
            Files.createDirectories(home);
            try {
                Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
                return StoredFile.of(place).tag();
            } catch (NoSuchFileException e) {
                // Whoever deleted the last object there took the folder away just then.
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    private void give(FolderStore folder, Admission admission, RoutingContext http) {
        Path place = folder.path(admission.key());
        vertx.executeBlocking(() -> StoredFile.of(place), false).onComplete(found -> {
            if (found.failed()) {
                refuse(http, faultOf(found.cause(), admission.key()), admission.key());
            } else {
                Giving.give(http, admission, found.result())
                        .onFailure(failure -> LOG.debugf(
                                "object '%s' was not fetched to its end: %s", admission.key(), failure.getMessage()));
            }
        });
    }

    private void refuse(RoutingContext http, ObjectFault fault, ObjectKey key) {
        meters.counter("flotilla_control_objects", "outcome", fault.name()).increment();
        if (http.request().version() == HttpVersion.HTTP_1_1 && !http.request().isEnded()) {
            // The rest of the body is of no use to anybody.
            http.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        fault.answer(http.response(), key);
    }

    private static ObjectFault faultOf(Throwable failure, ObjectKey key) {
        return switch (failure) {
            case Upload.Refused refused -> refused.fault();
            case NoSuchFileException _ -> ObjectFault.NOT_FOUND;
            case FolderStore.DiskFull _ -> ObjectFault.DISK_FULL;
            default -> {
                LOG.errorf("object '%s': %s", key, failure);
                yield ObjectFault.FAILED;
            }
        };
    }

    private void discard(Path file) {
        var _ = vertx.fileSystem().delete(file.toString());
    }
}
