package dev.flotilla.control.object;

import dev.flotilla.control.fleet.CenterAddress;
import dev.flotilla.control.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the object storage that the configuration asks for. */
@ApplicationScoped
class ObjectStorages {
    private final ObjectConfig config;
    private final Optional<FolderStore> folder;

    ObjectStorages(
            ObjectConfig config,
            Secrets secrets,
            CenterAddress center,
            @ConfigProperty(name = "flotilla.data") Path data) {
        this.config = config;
        this.folder = config.store() == ObjectConfig.Kind.FOLDER
                ? Optional.of(new FolderStore(
                        config.folder().orElse(data.resolve("objects")),
                        () -> secrets.signer("object addresses"),
                        config.address().map(Object::toString).orElseGet(center::openUrl),
                        config))
                : Optional.empty();
    }

    Optional<FolderStore> folder() {
        return folder;
    }

    @Produces
    @Singleton
    ObjectStorage storage() {
        Optional<Store> store = switch (config.store()) {
            case FOLDER -> folder.map(Store.class::cast);
            case S3 -> Optional.of(S3Store.of(config));
            case NONE -> Optional.empty();
        };
        return new ObjectStorage(store, config, Clock.systemUTC());
    }
}
