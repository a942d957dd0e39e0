package dev.flotilla.natives.rist;

/**
 * The counters of one receiver or sender since it began.
 *
 * @param received packets that arrived, those sent again included
 * @param missing packets found missing on arrival, or out of order
 * @param recovered packets that came when they were sent again
 * @param lost packets that were still missing when their time came
 * @param retransmitted packets sent again because the receiver asked
 * @param roundTripMs the latest measurement; 0 before the first
 * @param heardAtNs when the other end was last heard, on the clock of {@link System#nanoTime}; 0 for never
 */
public record RistStatistics(
        long received,
        long missing,
        long recovered,
        long lost,
        long retransmitted,
        double roundTripMs,
        long heardAtNs) {
    /** Before anything came. */
    public static final RistStatistics NONE = new RistStatistics(0, 0, 0, 0, 0, 0, 0);

    /** With what librist counted since its last report, which is one JSON document for a flow or a peer. */
    RistStatistics plus(String json, long nowNs) {
        long heard = (long) (number(json, "received") + number(json, "received_rtcp"));
        double rtt = number(json, "rtt");
        return new RistStatistics(
                received + (long) number(json, "received"),
                missing + (long) number(json, "missing"),
                recovered + (long) number(json, "recovered_total"),
                lost + (long) number(json, "lost"),
                retransmitted + (long) number(json, "retransmitted"),
                rtt > 0 ? rtt : roundTripMs,
                heard > 0 ? nowNs : heardAtNs);
    }

    /** The number behind the first such key; 0 when there is none. librist writes without spaces. */
    private static double number(String json, String key) {
        String quoted = '"' + key + "\":";
        int at = json.indexOf(quoted);
        if (at < 0) {
            return 0;
        }
        int start = at + quoted.length();
        int end = start;
        while (end < json.length() && "+-.0123456789eE".indexOf(json.charAt(end)) >= 0) {
            end++;
        }
        try {
            return Double.parseDouble(json.substring(start, end));
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }
}
