package dev.flotilla.control.fleet.release;

import dev.flotilla.control.fleet.release.Rollout.Wanted;
import dev.flotilla.release.ReleaseVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which version a target means for a node. */
final class Choice {
    private Choice() {}

    /** @param runs the version that the node runs, as it says */
    static Wanted of(ReleaseTarget target, String runs, String platform, List<EdgeRelease> catalogue) {
        return target.version()
                .map(version -> fixed(version, runs, platform, catalogue))
                .orElseGet(() -> newest(target.channel().orElse(Channel.STABLE), runs, platform, catalogue));
    }

    /** A version of no catalogue was once installed with the node, which may go back to it. */
    private static Wanted fixed(String version, String runs, String platform, List<EdgeRelease> catalogue) {
        List<EdgeRelease> all = catalogue.stream()
                .filter(release -> release.version().equals(version))
                .toList();
        Optional<EdgeRelease> ofPlatform = all.stream()
                .filter(release -> release.platform().equals(platform))
                .findFirst();
        if (all.isEmpty() || version.equals(runs)) {
            return new Wanted.Version(version, ofPlatform.map(EdgeRelease::id).orElse(""));
        }
        return ofPlatform
                .<Wanted>map(release -> release.isOffered()
                        ? new Wanted.Version(version, release.id())
                        : new Wanted.Nothing("Version %s was withdrawn.".formatted(version)))
                .orElseGet(() -> new Wanted.Nothing("There is no version %s for %s.".formatted(version, platform)));
    }

    private static Wanted newest(Channel channel, String runs, String platform, List<EdgeRelease> catalogue) {
        Optional<EdgeRelease> newest = catalogue.stream()
                .filter(release ->
                        release.isOffered() && release.platform().equals(platform) && channel.takes(release.channel()))
                .max(Comparator.comparing(EdgeRelease::number));
        if (newest.isEmpty()) {
            return new Wanted.Nothing("There is no release for %s.".formatted(platform));
        }
        EdgeRelease release = newest.get();
        boolean isNewer = ReleaseVersion.isOne(runs) && release.number().isOlderThan(new ReleaseVersion(runs));
        return isNewer
                ? new Wanted.Nothing("The node runs %s, which is newer.".formatted(runs))
                : new Wanted.Version(release.version(), release.id());
    }
}
