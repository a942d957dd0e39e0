package dev.flotilla.natives.av;

import dev.flotilla.natives.memory.OffHeap;
import java.util.Map;

/** An {@code AVDictionary} of options for one call. */
final class AvOptions implements AutoCloseable {
    private final OffHeap cell = OffHeap.allocate(Long.BYTES);

    AvOptions(Map<String, String> options) throws AvException {
        for (var option : options.entrySet()) {
            AvException.check(
                    LibAv.av_dict_set(cell.address(), option.getKey(), option.getValue(), 0),
                    "set option " + option.getKey());
        }
    }

    /** The address of the pointer to the dictionary; calls take out the options that they know. */
    long cell() {
        return cell.address();
    }

    @Override
    public void close() {
        LibAv.av_dict_free(cell.address());
        cell.close();
    }
}
