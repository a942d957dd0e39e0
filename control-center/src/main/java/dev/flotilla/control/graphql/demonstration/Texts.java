package dev.flotilla.control.graphql.demonstration;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts of made-up things, by the names of their fields. What stands in neither list has none. */
final class Texts {
    /** Nobody and nothing real, and what is rarely there. */
    private static final Set<String> NOTHING = Set.of(
            "modeReason",
            "modeSetBy",
            "notApplied",
            "detail",
            "error",
            "packetFilter",
            "media",
            "interface",
            "endCursor",
            "sender",
            "noticeGivenBy");

    /** {@code %d} is the number of the thing. */
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            entry("name", "example-%d"),
            entry("title", "Harbour camera %d"),
            entry("description", "Made up for the demonstration"),
            entry("shortDescription", "Made up for the demonstration"),
            entry("createdBy", ""),
            entry("message", "Flow example-%d started"),
            entry("type", "flow_started"),
            entry("format", "m3u8"),
            entry("playbackId", "demoplayback%d"),
            entry("region", "eu-north"),
            entry("playbackUrl", "https://play.example.org/demoplayback%d"),
            entry("ingestUrl", "rtmp://ingest.example.org/live"),
            entry("baseUrl", "https://edge.example.org"),
            entry("address", "192.0.2.%d"),
            entry("addresses", "192.0.2.%d"),
            entry("host", "192.0.2.%d"),
            entry("peer", "198.51.100.%d:9000"),
            entry("hostname", "edge-%d.example.org"),
            entry("operatingSystem", "Debian GNU/Linux 13"),
            entry("kernel", "6.12.0"),
            entry("architecture", "amd64"),
            entry("agentVersion", "0.4.0"),
            entry("version", "1.5.4"),
            entry("roles", "mroute"),
            entry("problems", "the demonstration has no problem of its own"),
            entry("fingerprint", "0123456789a%d"),
            entry("drift", "NONE"),
            entry("reason", "the least loaded node"),
            entry("source", "main"),
            entry("streamId", "example-%d"),
            entry("app", "live"),
            entry("tracks", "h264 1920x1080, aac"),
            entry("prefix", "sk_demo%d"),
            entry("url", "https://policy.example.org/"),
            entry("keyIds", "demo-signingkey-%d"),
            entry("clusterIds", "demo-cluster-%d"),
            entry("audience", "viewers"),
            entry("value", "premium"),
            entry("publicKey", "-----BEGIN PUBLIC KEY-----"),
            entry("cursor", "demo-%d"),
            entry("document", "{}"),
            entry("parameters", "PORT"));

    private Texts() {}

    /** Whether the demonstration knows what to say, be it nothing. */
    static boolean has(String field) {
        return NOTHING.contains(field) || BY_NAME.containsKey(field);
    }

    /** Empty for nothing. */
    static Optional<String> of(String field, int number) {
        return Optional.ofNullable(BY_NAME.get(field)).map(text -> text.replace("%d", Integer.toString(number)));
    }
}
