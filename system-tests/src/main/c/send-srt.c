/* send-srt FILE BITS_PER_SECOND FIRST_PORT PORTS PASSPHRASE: plays a transport stream to that many SRT listeners of this
 * machine, stamped, that rate to each. It dials until all have answered. An empty passphrase means no encryption. */
#include "srt-peer.h"
#include "stream.h"

#define BATCH 64
#define MOST_PORTS 256
#define DIAL_NS 250000000LL

static struct stream stream;
static atomic_ulong refused;

static void mark(void) { stream.latest_ns = 0; }

static void tell(void) { printf("packets=%lu late_us=%ld refused=%lu", stream.sent, stream.latest_ns / 1000, refused); }

/* All callers share a local port: libsrt runs two threads for each, and the generator shall cost little. */
static SRTSOCKET dial(int port, const char *passphrase, struct sockaddr_in *local) {
    struct sockaddr_in to = local_port(port);
    int length = sizeof *local;
    for (;;) {
        SRTSOCKET socket = srt_peer(passphrase);
        if (srt_bind(socket, (struct sockaddr *)local, sizeof *local) || srt_connect(socket, (struct sockaddr *)&to, sizeof to)) {
            srt_fail("dial");
        }
        srt_getsockname(socket, (struct sockaddr *)local, &length);
        while (srt_getsockstate(socket) == SRTS_CONNECTING) {
            sleep_until(now_ns() + 1000000);
        }
        if (srt_getsockstate(socket) == SRTS_CONNECTED) {
            return socket;
        }
        srt_close(socket);
        sleep_until(now_ns() + DIAL_NS);
    }
}

int main(int argc, char **argv) {
    static char packet[PACKET_BYTES];
    struct control control = {mark, tell};
    SRTSOCKET sockets[MOST_PORTS];
    if (argc != 6 || atoi(argv[4]) > MOST_PORTS) {
        fprintf(stderr, "usage: send-srt FILE BITS_PER_SECOND FIRST_PORT PORTS PASSPHRASE\n");
        return 2;
    }
    control_start(&control);
    srt_startup();
    srt_setloglevel(LOG_CRIT);
    int ports = atoi(argv[4]);
    struct sockaddr_in local = local_port(0);
    for (int i = 0; i < ports; i++) {
        sockets[i] = dial(atoi(argv[3]) + i, argv[5], &local);
    }
    stream_open(&stream, argv[1], atof(argv[2]), true);
    for (;;) {
        for (int due = stream_await(&stream, BATCH); due > 0; due--) {
            stream_copy(&stream, 0, packet);
            for (int i = 0; i < ports; i++) {
                refused += srt_send(sockets[i], packet, PACKET_BYTES) == SRT_ERROR;
            }
            stream.sent++;
        }
    }
}
