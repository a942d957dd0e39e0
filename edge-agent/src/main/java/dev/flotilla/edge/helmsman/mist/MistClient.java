package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection that MistServer serves or receives now.
 *
 * @param protocol MistServer's word ("HLS", "INPUT:RTMP", "OUTPUT:TSSRT")
 * @param host as text, without the prefix of mapped addresses
 */
public record MistClient(
        String host,
        MistStream stream,
        String protocol,
        String sessionId,
        long connectedS,
        long positionS,
        long bytesUp,
        long bytesDown,
        long upBytesPerS,
        long downBytesPerS,
        long packets,
        long packetsLost,
        long packetsRetransmitted) {

    private static final String SRT_VIEWER = "OUTPUT:TSSRT";

    /** Rows by the names of their columns; MistServer writes null where there are none. */
    static List<MistClient> of(JsonNode answer) {
        JsonNode clients = answer.path("clients");
        Map<String, Integer> column = new HashMap<>();
        clients.path("fields").forEach(field -> column.put(field.asText(), column.size()));
        List<MistClient> all = new ArrayList<>();
        for (JsonNode row : clients.path("data")) {
            all.add(new MistClient(
                    PeerAddress.plain(cell(row, column, "host").asText()),
                    new MistStream(cell(row, column, "stream").asText()),
                    cell(row, column, "protocol").asText(),
                    cell(row, column, "sessid").asText(),
                    Amounts.count(cell(row, column, "conntime")),
                    Amounts.count(cell(row, column, "position")),
                    Amounts.count(cell(row, column, "up")),
                    Amounts.count(cell(row, column, "down")),
                    Amounts.count(cell(row, column, "upbps")),
                    Amounts.count(cell(row, column, "downbps")),
                    Amounts.count(cell(row, column, "pktcount")),
                    Amounts.count(cell(row, column, "pktlost")),
                    Amounts.count(cell(row, column, "pktretransmit"))));
        }
        return all;
    }

    /** Whether somebody watches by it. An SRT viewer is an output to MistServer. */
    public boolean isViewer() {
        return protocol.equals(SRT_VIEWER) || protocol.indexOf(':') < 0;
    }

    private static JsonNode cell(JsonNode row, Map<String, Integer> column, String name) {
        return row.path(column.getOrDefault(name, row.size()));
    }
}
