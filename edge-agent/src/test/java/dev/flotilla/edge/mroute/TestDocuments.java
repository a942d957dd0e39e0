package dev.flotilla.edge.mroute;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.flotilla.edge.mroute.flow.FlowDocument;
import dev.flotilla.edge.mroute.flow.FlowJson;
import dev.flotilla.edge.mroute.flow.OutputDocument;
import dev.flotilla.edge.mroute.flow.SourceDocument;

/** Documents as a client would write them; an apostrophe stands for a quotation mark. */
public final class TestDocuments {
    private TestDocuments() {}

    /** A valid flow that listens for SRT on that port and sends UDP. */
    public static FlowDocument flow(String name, int port) {
        return flow("""
                {'name':'%s','source':{'name':'in','protocol':'srt-listener','ingest_port':%d},
                'outputs':[{'name':'out','protocol':'udp','destination':'127.0.0.1','port':9999}]}
                """.formatted(name, port));
    }

    public static FlowDocument flow(String json) {
        return read(json, FlowDocument.class);
    }

    public static SourceDocument source(String json) {
        return read(json, SourceDocument.class);
    }

    public static OutputDocument output(String json) {
        return read(json, OutputDocument.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return FlowJson.read(json.replace('\'', '"'), type);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(json, malformed);
        }
    }
}
