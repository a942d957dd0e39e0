package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses at which a node serves one stream. What its MistServer declares counts; what follows from that, or what every
 * MistServer has, is derived.
 */
public final class NodeOutputs {
    private static final List<String> NAMES = List.of(
            "MIST_HTML",
            "PLAYER_JS",
            "WHEP",
            "MIST_WEBRTC",
            "HLS",
            "DASH",
            "HLS_CMAF",
            "SMOOTHSTREAMING",
            "MP4",
            "WEBM",
            "MKV",
            "TS",
            "FLV",
            "AAC",
            "H264",
            "MEWS",
            "RTMP",
            "RTSP",
            "SRT",
            "DTSC");

    private final NodeAddress address;
    private final Map<String, String> declared;
    private final String id;

    /** @param id by which the node knows the stream: the playback id, or MistServer's name */
    public NodeOutputs(Node node, String id) {
        this.address = NodeAddress.of(node);
        this.declared = node.load().report().getOutputsMap();
        this.id = id;
    }

    /** Ends with a slash. */
    public String base() {
        return address.base();
    }

    /** All of them, by name. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : NAMES) {
            String url = url(name);
            if (url != null) {
                all.put(name, url);
            }
        }
        return all;
    }

    /** The address for a protocol; where nothing serves it, the address that suits most. */
    String find(String protocol) {
        String exact = url(Protocols.output(protocol));
        if (exact != null) {
            return exact;
        }
        return all().entrySet().stream()
                .filter(output -> output.getKey().contains(Protocols.output(protocol)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(this::main);
    }

    /** The protocol that suits most: HLS, or a page with a player. */
    String mainProtocol() {
        return url("HLS") != null ? "hls" : "html";
    }

    String main() {
        String hls = url("HLS");
        return hls != null ? hls : page();
    }

    private @Nullable String url(String name) {
        return switch (name) {
            case "MIST_HTML" -> page();
            case "PLAYER_JS" -> address.base() + "player.js";
            case "WHEP" -> derived("WebRTC", "webrtc/" + id);
            case "MIST_WEBRTC" -> webSocket(derived("WebRTC", "webrtc/" + id));
            case "HLS" -> hls();
            case "DASH" -> below("CMAF", "index.mpd");
            case "HLS_CMAF" -> below("CMAF", "index.m3u8");
            case "SMOOTHSTREAMING" -> below("CMAF", "Manifest");
            case "MP4" -> address.base() + id + ".mp4";
            case "WEBM" -> declared("EBML");
            case "MKV" -> matroska(declared("EBML"));
            case "TS" -> declared("HTTPTS");
            case "MEWS" -> webSocket(address.base() + id + ".mp4");
            case "SRT" -> address.srt(declared.get("TSSRT"), id);
            default -> declared(name);
        };
    }

    private String page() {
        return address.base() + id + ".html";
    }

    private @Nullable String hls() {
        return declared.isEmpty() ? address.base() + "hls/" + id + "/index.m3u8" : declared("HLS");
    }

    /** Where MistServer's own word for the address is wrong (it names the port of the media), or nothing is declared at all. */
    private @Nullable String derived(String connector, String path) {
        return declared.isEmpty() || declared.containsKey(connector) ? address.base() + path : null;
    }

    private @Nullable String declared(String connector) {
        String template = declared.get(connector);
        return template == null ? null : address.fill(template, id);
    }

    private @Nullable String below(String connector, String file) {
        String folder = declared(connector);
        return folder == null ? null : folder.endsWith("/") ? folder + file : folder + '/' + file;
    }

    private static @Nullable String matroska(@Nullable String webm) {
        return webm != null && webm.endsWith(".webm") ? webm.substring(0, webm.length() - 5) + ".mkv" : webm;
    }

    /** {@code http} becomes {@code ws}, {@code https} becomes {@code wss}. */
    private static @Nullable String webSocket(@Nullable String url) {
        return url == null || !url.startsWith("http") ? url : "ws" + url.substring(4);
    }
}
