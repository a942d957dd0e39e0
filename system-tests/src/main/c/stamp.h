/* The last 16 bytes of a datagram, when it is stamped: its number and when it was sent. They overwrite payload, so that only
 * relays that pass the stream untouched may get them. */
#pragma once
#include <stdint.h>
#include <string.h>

#define PACKET_BYTES 1316

struct stamp {
    uint64_t number;
    int64_t sent_ns; /* CLOCK_REALTIME, as the kernel notes arrivals */
};

static inline void stamp_write(char *packet, uint64_t number, int64_t sent_ns) {
    struct stamp stamp = {number, sent_ns};
    memcpy(packet + PACKET_BYTES - sizeof stamp, &stamp, sizeof stamp);
}

static inline struct stamp stamp_read(const char *packet) {
    struct stamp stamp;
    memcpy(&stamp, packet + PACKET_BYTES - sizeof stamp, sizeof stamp);
    return stamp;
}
