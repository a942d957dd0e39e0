package dev.flotilla.edge.foghorn.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes have which stream: an immutable hash table. A report that changes a few streams copies the table's spine and
 * those few chains; the other ones are shared.
 */
@SuppressWarnings("ReferenceEquality") // Whether the spine is this one or a copy of its own.
final class StreamIndex {
    private static final Carriers[] NONE = {};

    static final StreamIndex EMPTY = empty();

    private final Carriers[][] chains;

    private StreamIndex(Carriers[][] chains) {
        this.chains = chains;
    }

    private static StreamIndex empty() {
        Carriers[][] chains = new Carriers[1 << 12][];
        Arrays.fill(chains, NONE);
        return new StreamIndex(chains);
    }

    /** The nodes that have the stream; null when none has. */
    @Nullable
    Carriers find(String stream) {
        int hash = stream.hashCode();
        Carriers[] chain = chains[place(hash)];
        for (Carriers carriers : chain) {
            if (carriers.hash() == hash && carriers.name().equals(stream)) {
                return carriers;
            }
        }
        return null;
    }

    /** The names of all streams, in no order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Carriers[] chain : chains) {
            Arrays.stream(chain).map(Carriers::name).forEach(names::add);
        }
        return names;
    }

    /** After the node in that slot has other streams than before. */
    StreamIndex after(int slot, Map<String, StreamLoad> before, Map<String, StreamLoad> now) {
        Carriers[][] changed = chains;
        for (Map.Entry<String, StreamLoad> entry : now.entrySet()) {
            StreamLoad old = before.get(entry.getKey());
            byte flags = entry.getValue().flags();
            if (old == null || old.flags() != flags) {
                changed = own(changed);
                put(changed, entry.getKey(), slot, flags);
            }
        }
        for (String gone : before.keySet()) {
            if (!now.containsKey(gone)) {
                changed = own(changed);
                put(changed, gone, slot, (byte) 0);
            }
        }
        return changed == chains ? this : new StreamIndex(changed);
    }

    private Carriers[][] own(Carriers[][] changed) {
        return changed == chains ? chains.clone() : changed;
    }

    private static void put(Carriers[][] chains, String stream, int slot, byte flags) {
        int place = place(stream.hashCode());
        Carriers[] chain = chains[place];
        List<Carriers> others = new ArrayList<>(chain.length + 1);
        Carriers found = Carriers.none(stream);
        for (Carriers carriers : chain) {
            if (carriers.name().equals(stream)) {
                found = carriers;
            } else {
                others.add(carriers);
            }
        }
        Carriers changed = found.with(slot, flags);
        if (changed.count() > 0) {
            others.add(changed);
        }
        chains[place] = others.isEmpty() ? NONE : others.toArray(Carriers[]::new);
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & (1 << 12) - 1;
    }
}
