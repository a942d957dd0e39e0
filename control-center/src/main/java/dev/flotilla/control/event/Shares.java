package dev.flotilla.control.event;

import java.util.Collection;
import java.util.List;

/** How many events a tenant may keep when all together have too many: the largest give way, the others lose nothing. */
final class Shares {
    private Shares() {}

    /**
     * The bound for each tenant, at least 1.
     *
     * @param counts what each tenant holds
     * @param mostOfTenant what no tenant may exceed
     * @param most what all together may hold
     */
    static long bound(Collection<Long> counts, long mostOfTenant, long most) {
        List<Long> ascending = counts.stream().sorted().toList();
        long left = most;
        for (int i = 0; i < ascending.size(); i++) {
            long equal = left / (ascending.size() - i);
            if (ascending.get(i) > equal) {
                return Math.max(1, Math.min(mostOfTenant, equal));
            }
            left -= ascending.get(i);
        }
        return mostOfTenant;
    }
}
