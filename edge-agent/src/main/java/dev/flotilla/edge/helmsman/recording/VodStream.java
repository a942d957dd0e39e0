package dev.flotilla.edge.helmsman.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.setup.OwnStreams;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import jakarta.inject.Singleton;
import java.util.Map;

/** The base stream under which MistServer plays what this node recorded: it has a source for each hash, and none of its own. */
@Singleton
final class VodStream implements OwnStreams {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> streams;

    VodStream(Units units, RecordingConfig config) {
        boolean isOn = units.has(Unit.HELMSMAN) && config.enabled();
        streams = isOn ? Map.of(LocalSources.BASE, stream()) : Map.of();
    }

    /** No file has that name, so a hash that is not here does not open. */
    private static ObjectNode stream() {
        return JSON.createObjectNode().put("source", "/recorded-by-this-node/none.m3u8");
    }

    @Override
    public Map<String, ObjectNode> streams() {
        return streams;
    }
}
