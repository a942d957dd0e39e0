package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The documents' way of saying RTP options. */
final class RtpWishes {
    static final String RTP = "rtp";
    static final String RTP_FEC = "rtp-fec";

    /** An output that says nothing else: bursts of ten packets can be repaired, for a fifth more bandwidth. */
    private static final Transport.FecMatrix DEFAULT_MATRIX = new Transport.FecMatrix(10, 10, true);

    private static final int MAX_PORT = 65_535;
    private static final int REPAIR_PORTS = 4;
    private static final int MAX_REORDER_MS = 15_000;
    private static final int MIN_COLUMNS_WITH_ROWS = 4;

    private RtpWishes() {}

    static Transport.RtpReceiver of(SourceDocument source) {
        String subject = "source " + source.name();
        boolean hasFec = source.protocol().equals(RTP_FEC);
        checkPort(subject, "ingest_port", source.ingestPort(), hasFec);
        int reorderMs = Math.max(source.maxLatency(), source.minLatency());
        if (reorderMs > MAX_REORDER_MS) {
            throw invalid("%s: invalid max_latency %d (must be 0-%d ms for rtp)", subject, reorderMs, MAX_REORDER_MS);
        }
        Duration reorder = Wishes.latency(source.maxLatency(), source.minLatency());
        return new Transport.RtpReceiver(source.ingestPort(), hasFec, reorder, NetworkWishes.reception(source));
    }

    static Transport.RtpSender of(OutputDocument output) {
        String subject = "output " + output.name();
        boolean hasFec = output.protocol().equals(RTP_FEC);
        checkPort(subject, "port", output.port(), hasFec);
        if (!hasFec && output.fec() != null) {
            throw invalid("%s: fec needs protocol rtp-fec", subject);
        }
        return new Transport.RtpSender(
                output.destination(),
                output.port(),
                hasFec ? matrix(subject, output.fec()) : null,
                NetworkWishes.sending(output));
    }

    private static void checkPort(String subject, String key, int port, boolean hasFec) {
        if (hasFec && port > MAX_PORT - REPAIR_PORTS) {
            throw invalid(
                    "%s: invalid %s %d (must be 1-%d with repair packets, which have %s + 2 and + 4)",
                    subject, key, port, MAX_PORT - REPAIR_PORTS, key);
        }
    }

    private static Transport.FecMatrix matrix(String subject, @Nullable FecDocument fec) {
        if (fec == null) {
            return DEFAULT_MATRIX;
        }
        boolean hasRows = fec.rowFec() == null ? fec.columns() >= MIN_COLUMNS_WITH_ROWS : fec.rowFec();
        if (fec.columns() < (hasRows ? MIN_COLUMNS_WITH_ROWS : 1) || fec.columns() > 20) {
            throw invalid("%s: invalid fec columns %d (must be 1-20, with row_fec 4-20)", subject, fec.columns());
        }
        if (fec.rows() < 4 || fec.rows() > 20) {
            throw invalid("%s: invalid fec rows %d (must be 4-20)", subject, fec.rows());
        }
        if (fec.columns() * fec.rows() > 100) {
            throw invalid(
                    "%s: invalid fec %d x %d (must have at most 100 packets)", subject, fec.columns(), fec.rows());
        }
        return new Transport.FecMatrix(fec.columns(), fec.rows(), hasRows);
    }
}
