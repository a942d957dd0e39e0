/* What one receiver saw. With stamps it knows what it missed: the numbers between the first and the last that never came. */
#pragma once
#include "stamp.h"
#include <stdbool.h>
#include <stdio.h>

struct count {
    uint64_t packets, bytes, first, last;
    bool has_first;
};

static inline void count_packet(struct count *count, const char *packet, int length, bool is_stamped) {
    count->packets++;
    count->bytes += length;
    if (is_stamped && length == PACKET_BYTES) {
        uint64_t number = stamp_read(packet).number;
        if (!count->has_first) {
            count->first = number;
            count->has_first = true;
        }
        count->last = number;
    }
}

/* Answers as key=value; "heard" is the number of receivers that got anything at all. */
static inline void count_tell(const struct count *counts, int receivers, bool is_stamped) {
    uint64_t packets = 0, bytes = 0, expected = 0;
    int heard = 0;
    for (int i = 0; i < receivers; i++) {
        packets += counts[i].packets;
        bytes += counts[i].bytes;
        heard += counts[i].packets > 0;
        expected += counts[i].has_first ? counts[i].last - counts[i].first + 1 : 0;
    }
    printf("heard=%d packets=%lu bytes=%lu lost=%ld ", heard, packets, bytes, is_stamped ? (long)(expected - packets) : -1);
}
