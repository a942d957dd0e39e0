package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.setup.Setup;
import dev.flotilla.edge.helmsman.trigger.TriggerPlan;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps what this agent needs of a MistServer: the document for load balancers, the configuration it owns, and its triggers. */
final class Upkeep implements MistWatch.Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int PASSPHRASE_BYTES = 16;

    private final MistApi mist;
    private final Setup setup;
    private final URI handler;
    private final Optional<String> passphrase;
    private volatile MistFlavour flavour = MistFlavour.UPSTREAM;
    private volatile List<String> problems = List.of();

    /** @param passphrase for a MistServer that has none; empty for a random one */
    Upkeep(MistApi mist, Setup setup, URI handler, Optional<String> passphrase) {
        this.mist = mist;
        this.setup = setup;
        this.handler = handler;
        this.passphrase = passphrase;
    }

    @Override
    public String keep(MistConfig config, MistFlavour itsFlavour) throws MistFailure {
        flavour = itsFlavour;
        Setup.Outcome outcome = setup.apply(mist, config);
        List<String> wrong = new ArrayList<>(outcome.problems());
        var change = plan(config, wrong).change(config.triggers());
        if (change.isPresent()) {
            mist.setTriggers(change.get());
            LOG.infof("MistServer's triggers come to %s now", handler.getAuthority());
        }
        wrong.stream().filter(problem -> !problems.contains(problem)).forEach(LOG::warn);
        problems = List.copyOf(wrong);
        return config.passphrase().isEmpty() ? newPassphrase() : config.passphrase();
    }

    private TriggerPlan plan(MistConfig config, List<String> wrong) {
        List<TriggerPlan.Asking> asking = new ArrayList<>();
        try {
            balanced().ifPresent(asking::add);
            setup.ownSources(config)
                    .forEach((name, source) -> asking.add(new TriggerPlan.Asking(source, List.of(name))));
            return new TriggerPlan(handler, flavour, asking);
        } catch (IllegalArgumentException tooLong) {
            wrong.add("STREAM_SOURCE is not asked for: " + tooLong.getMessage());
            return new TriggerPlan(handler, flavour, List.of());
        }
    }

    private Optional<TriggerPlan.Asking> balanced() {
        try {
            List<String> streams = setup.balancedStreams();
            return streams.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TriggerPlan.Asking(setup.balancedSource(), streams));
        } catch (IllegalArgumentException unreadable) {
            // Said already, by what was to be applied.
            return Optional.empty();
        }
    }

    private String newPassphrase() throws MistFailure {
        byte[] random = new byte[PASSPHRASE_BYTES];
        new SecureRandom().nextBytes(random);
        String chosen = passphrase.orElseGet(() -> HexFormat.of().formatHex(random));
        mist.setPassphrase(chosen);
        LOG.info("MistServer's document for load balancers is switched on");
        return chosen;
    }

    MistFlavour flavour() {
        return flavour;
    }

    /** What could not be made as it is wanted, as sentences for people. */
    List<String> problems() {
        return problems;
    }
}
