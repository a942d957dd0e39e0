package dev.flotilla.control.secret;

import dev.flotilla.control.database.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where features get the seal for their secrets, and the signer of what they hand out. */
@ApplicationScoped
public class Secrets {
    private final MasterKey master;
    private final Jobs jobs;
    private final Map<String, Seal> seals = new ConcurrentHashMap<>();
    private final Map<String, Signer> signers = new ConcurrentHashMap<>();

    Secrets(
            @ConfigProperty(name = "flotilla.secret.master-key") Optional<String> masterKey,
            @ConfigProperty(name = "flotilla.data") Path data,
            Jobs jobs) {
        this.master = MasterKey.load(masterKey, data);
        this.jobs = jobs;
    }

    /** The seal of one purpose ("flow passphrases"). Features do not share a purpose. */
    public Seal seal(String purpose) {
        return seals.computeIfAbsent(
                purpose, name -> jobs.call(Jobs.Purpose.KEYS, sql -> DataKeys.seal(sql, master, name)));
    }

    /** The signer of one purpose ("object addresses"). Features do not share a purpose, nor does it serve as a seal's. */
    public Signer signer(String purpose) {
        return signers.computeIfAbsent(
                purpose, name -> jobs.call(Jobs.Purpose.KEYS, sql -> DataKeys.signer(sql, master, name)));
    }
}
