package dev.flotilla.edge.helmsman.poll;

import dev.flotilla.edge.helmsman.mist.MistFlavour;
import java.time.Instant;

/**
 * How it stands with a MistServer.
 *
 * @param problem why it does not answer, or what is wrong with it, as a sentence; empty when nothing is
 * @param version empty before it answered
 * @param since when it began or ceased to answer
 * @param restarts that were noticed since this agent started
 */
public record MistState(
        boolean isAnswering, String problem, String version, MistFlavour flavour, Instant since, long restarts) {

    static MistState unknown(Instant now) {
        return new MistState(false, "MistServer has not been asked yet.", "", MistFlavour.UPSTREAM, now, 0);
    }

    MistState answering(String itsVersion, MistFlavour itsFlavour, Instant now) {
        return new MistState(true, "", itsVersion, itsFlavour, isAnswering ? since : now, restarts);
    }

    MistState lost(String why, Instant now) {
        return new MistState(false, why, version, flavour, isAnswering ? now : since, restarts);
    }

    MistState restarted() {
        return new MistState(isAnswering, problem, version, flavour, since, restarts + 1);
    }
}
