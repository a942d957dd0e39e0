package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents' way of saying which links are bonded. */
final class BondingWishes {
    private static final String BROADCAST = "broadcast";
    private static final String BACKUP = "backup";
    private static final int MAX_LINKS = 7;

    private BondingWishes() {}

    static Transport.@Nullable Bonding of(String subject, @Nullable BondingDocument document) {
        if (document == null) {
            return null;
        }
        boolean isBackup = switch (document.mode()) {
            case "", BROADCAST -> false;
            case BACKUP -> true;
            default ->
                throw invalid("%s: invalid bonding mode '%s' (must be broadcast or backup)", subject, document.mode());
        };
        if (document.links().isEmpty() || document.links().size() > MAX_LINKS) {
            int count = document.links().size();
            throw invalid("%s: invalid bonding with %d links (must be 1-%d)", subject, count, MAX_LINKS);
        }
        return new Transport.Bonding(
                isBackup,
                document.links().stream().map(link -> link(subject, link)).toList());
    }

    private static Transport.Link link(String subject, String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw invalid("%s: invalid bonding link '%s' (must be host:port)", subject, text);
        }
        String bare = text.substring(0, colon);
        String host = bare.startsWith("[") && bare.endsWith("]") ? bare.substring(1, bare.length() - 1) : bare;
        Syntax.host(subject, "bonding link", host);
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            Syntax.port(subject, "bonding link", port);
            return new Transport.Link(host, port);
        } catch (NumberFormatException e) {
            throw invalid("%s: invalid bonding link '%s' (must be host:port)", subject, text);
        }
    }

    /** The specification's way of saying the same. */
    static void write(Transport.@Nullable Bonding bonding, SrtCaller.Builder caller) {
        if (bonding != null) {
            caller.setBonding(bonding.isBackup() ? SrtBonding.SRT_BONDING_BACKUP : SrtBonding.SRT_BONDING_BROADCAST);
            bonding.links()
                    .forEach(link -> caller.addLinks(
                            SrtLink.newBuilder().setHost(link.host()).setPort(link.port())));
        }
    }

    static @Nullable BondingDocument document(SrtCaller caller) {
        if (caller.getLinksCount() == 0) {
            return null;
        }
        boolean isBackup = caller.getBonding() == SrtBonding.SRT_BONDING_BACKUP;
        List<String> links = caller.getLinksList().stream()
                .map(link -> (link.getHost().contains(":") ? "[" + link.getHost() + "]" : link.getHost()) + ":"
                        + link.getPort())
                .toList();
        return new BondingDocument(isBackup ? BACKUP : BROADCAST, links);
    }
}
