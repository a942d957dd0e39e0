package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Node;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the public reaches a node, and how MistServer's templates become addresses there.
 *
 * @param base of everything that goes by HTTP; ends with a slash
 * @param isPublic whether the node said itself how it is reached by HTTP, which its templates do not know then
 * @param regionalHost by which the region knows it, without a port
 */
record NodeAddress(String base, boolean isPublic, String regionalHost) {
    private static final String HOST = "HOST";
    private static final int USUAL_HTTP_PORT = 8080;
    private static final int USUAL_RTMP_PORT = 1935;
    private static final int USUAL_SRT_PORT = 8889;

    static NodeAddress of(Node node) {
        String publicUrl = node.identity().publicUrl();
        String host = node.identity().hostName();
        if (publicUrl.isEmpty()) {
            return new NodeAddress(declaredBase(node.load().report().getOutputsMap(), host), false, host);
        }
        return new NodeAddress(publicUrl.endsWith("/") ? publicUrl : publicUrl + '/', true, host);
    }

    /** Of everything that does not go by HTTP; without a port. */
    private String host() {
        return isPublic ? hostOf(base) : regionalHost;
    }

    /** The address that a template names: {@code HOST} is the node, {@code $} the stream. */
    String fill(String template, String id) {
        String bare = withoutQuotes(template).replace("$", id);
        if (bare.startsWith("//")) {
            bare = base.substring(0, base.indexOf(':') + 1) + bare;
        }
        int authority = bare.indexOf("://") + 3;
        if (authority < 3 || !bare.startsWith(HOST, authority)) {
            return bare;
        }
        boolean isHttp = bare.startsWith("http") || bare.startsWith("ws");
        if (isHttp && isPublic) {
            int path = bare.indexOf('/', authority);
            String url = base + (path < 0 ? "" : bare.substring(path + 1));
            return bare.startsWith("ws") ? "ws" + url.substring(4) : url;
        }
        return bare.substring(0, authority) + host() + bare.substring(authority + HOST.length());
    }

    /** MistServer's own form for SRT leaves out the port, without which nobody can call. */
    @Nullable
    String srt(@Nullable String template, String id) {
        return template == null ? null : "srt://" + host() + ':' + port(template, USUAL_SRT_PORT) + "?streamid=" + id;
    }

    /** Where to publish by RTMP. */
    String rtmpIngest(Map<String, String> declared, String key) {
        return "rtmp://" + host() + ':' + port(declared.getOrDefault("RTMP", ""), USUAL_RTMP_PORT) + "/live/" + key;
    }

    /** Where to publish by SRT. */
    String srtIngest(Map<String, String> declared, String key) {
        return "srt://" + host() + ':' + port(declared.getOrDefault("TSSRT", ""), USUAL_SRT_PORT) + "?streamid=" + key;
    }

    private static String declaredBase(Map<String, String> declared, String host) {
        for (String connector : new String[] {"HTTP", "HLS", "CMAF"}) {
            String template = withoutQuotes(declared.getOrDefault(connector, ""));
            int authority = template.indexOf("://") + 3;
            int path = template.indexOf('/', authority);
            if (authority >= 3 && path > 0) {
                return template.substring(0, path + 1).replace(HOST, host);
            }
        }
        return "http://" + host + ':' + USUAL_HTTP_PORT + '/';
    }

    private static int port(String template, int usual) {
        int authority = template.indexOf("://") + 3;
        int end = authority;
        while (end < template.length() && "/?".indexOf(template.charAt(end)) < 0) {
            end++;
        }
        int colon = template.lastIndexOf(':', end - 1);
        try {
            return colon < authority ? usual : Integer.parseInt(template, colon + 1, end, 10);
        } catch (NumberFormatException noPort) {
            return usual;
        }
    }

    private static String hostOf(String base) {
        try {
            String host = URI.create(base).getHost();
            return host == null ? base : host;
        } catch (IllegalArgumentException noUrl) {
            return base;
        }
    }

    private static String withoutQuotes(String template) {
        int from = 0;
        int to = template.length();
        while (from < to && "[\"".indexOf(template.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "]\"".indexOf(template.charAt(to - 1)) >= 0) {
            to--;
        }
        return template.substring(from, to);
    }
}
