/* A transport stream from a file, played over and over as packets at a steady rate. */
#pragma once
#include "clock.h"
#include "control.h"
#include "stamp.h"
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* A generator that fell this far behind leaves out what it missed: a burst of a second would measure buffers. */
#define FORGET_NS 1000000000LL

struct stream {
    const char *bytes;
    uint64_t packets; /* in the file */
    double interval_ns;
    int64_t began_ns;
    bool is_stamped;
    atomic_ulong sent;
    atomic_long latest_ns; /* the most that a packet was late */
};

static inline void stream_open(struct stream *stream, const char *file, double bits_per_second, bool is_stamped) {
    struct stat status;
    int fd = open(file, O_RDONLY);
    if (fd < 0 || fstat(fd, &status)) {
        fail(file);
    }
    stream->bytes = mmap(0, status.st_size, PROT_READ, MAP_SHARED | MAP_POPULATE, fd, 0);
    if (stream->bytes == MAP_FAILED) {
        fail(file);
    }
    stream->packets = status.st_size / PACKET_BYTES;
    stream->interval_ns = PACKET_BYTES * 8e9 / bits_per_second;
    stream->is_stamped = is_stamped;
    stream->began_ns = now_ns();
    sleep_exactly();
}

/* Waits until packets are due and answers how many, at most that many. */
static inline int stream_await(struct stream *stream, int most) {
    int64_t due_ns = stream->began_ns + (int64_t)((stream->sent + 1) * stream->interval_ns);
    int64_t now = now_ns();
    if (now < due_ns) {
        sleep_until(due_ns);
        now = now_ns();
    }
    int64_t late_ns = now - due_ns;
    if (late_ns > stream->latest_ns) {
        stream->latest_ns = late_ns;
    }
    if (late_ns > FORGET_NS) {
        stream->began_ns += late_ns;
    }
    int64_t due = (int64_t)((now - stream->began_ns) / stream->interval_ns) - (int64_t)stream->sent;
    return due < 1 ? 1 : due > most ? most : (int)due;
}

/* Copies the packet that comes that many after the next, stamped if so wished. */
static inline void stream_copy(struct stream *stream, int ahead, char *packet) {
    uint64_t number = stream->sent + ahead;
    memcpy(packet, stream->bytes + number % stream->packets * PACKET_BYTES, PACKET_BYTES);
    if (stream->is_stamped) {
        stamp_write(packet, number, clock_ns(CLOCK_REALTIME));
    }
}
