package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtGroupType;
import dev.flotilla.natives.srt.SrtLink;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Several links bonded into one connection. libsrt drops a link that breaks; here it is connected again. */
final class GroupCall implements SrtCall {
    private static final long REDIAL_NS = 1_000_000_000;

    private final SrtSocket group;
    private final List<SrtLink> links;
    private long redialAtNs = Long.MIN_VALUE;

    private GroupCall(SrtSocket group, List<SrtLink> links) {
        this.group = group;
        this.links = links;
    }

    static GroupCall dial(List<InetSocketAddress> remotes, SrtCaller spec) throws SrtException {
        boolean isBackup = spec.getBonding() == SrtBonding.SRT_BONDING_BACKUP;
        SrtSocket group = SrtSocket.openGroup(isBackup ? SrtGroupType.BACKUP : SrtGroupType.BROADCAST);
        try {
            SrtSetup.configure(group, spec.getOptions());
            if (!spec.getOptions().getStreamId().isEmpty()) {
                group.set(SrtOption.STREAM_ID, spec.getOptions().getStreamId());
            }
            List<SrtLink> links = new ArrayList<>();
            for (int i = 0; i < remotes.size(); i++) {
                links.add(new SrtLink(remotes.get(i), remotes.size() - i));
            }
            group.connect(links);
            return new GroupCall(group, links);
        } catch (SrtException e) {
            group.close();
            throw e;
        }
    }

    @Override
    public SrtSocket socket() {
        return group;
    }

    @Override
    public void tend(long nowNs) {
        if (nowNs < redialAtNs) {
            return;
        }
        redialAtNs = nowNs + REDIAL_NS;
        List<InetSocketAddress> there = group.links();
        List<SrtLink> missing =
                links.stream().filter(link -> !there.contains(link.remote())).toList();
        if (!missing.isEmpty()) {
            try {
                group.connect(missing);
            } catch (SrtException again) {
                // The other links carry on, and this one is tried again in a second.
            }
        }
    }

    @Override
    public void close() {
        group.close();
    }
}
