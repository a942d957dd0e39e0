/* relay-udp PORT FIRST_PORT PORTS send|batch|segment HOLD_US: the least that a relay can do, as a yardstick. Sends what comes
 * to PORT to each of the ports: by a call per packet, by one sendmmsg, or by one segmented message per destination. It may
 * hold packets for a while, so that there are several. */
#define _GNU_SOURCE
#include "clock.h"
#include "control.h"
#include "stamp.h"
#include <arpa/inet.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <sys/socket.h>

#define BATCH 256
#define MOST_SEGMENTS 49
#define MOST_MESSAGES 1024
#define BUFFER_BYTES (8 << 20)

static char packets[BATCH * PACKET_BYTES];
static struct sockaddr_in destinations[MOST_MESSAGES];
static int ports, out;
static struct mmsghdr messages[MOST_MESSAGES];
static struct iovec parts[MOST_MESSAGES];
static int filled;

static void flush(void) {
    for (int done = 0; done < filled;) {
        int sent = sendmmsg(out, messages + done, filled - done, 0);
        done += sent > 0 ? sent : 1;
    }
    filled = 0;
}

static void add(int port, int first, int count, bool is_segmented) {
    static char controls[MOST_MESSAGES][CMSG_SPACE(sizeof(uint16_t))];
    if (filled == MOST_MESSAGES) {
        flush();
    }
    parts[filled] = (struct iovec){packets + first * PACKET_BYTES, (size_t)count * PACKET_BYTES};
    struct msghdr *header = &messages[filled].msg_hdr;
    *header = (struct msghdr){.msg_name = &destinations[port], .msg_namelen = sizeof *destinations, .msg_iov = &parts[filled], .msg_iovlen = 1};
    if (is_segmented) {
        uint16_t segment = PACKET_BYTES;
        header->msg_control = controls[filled];
        header->msg_controllen = sizeof controls[filled];
        struct cmsghdr *c = CMSG_FIRSTHDR(header);
        *c = (struct cmsghdr){.cmsg_level = IPPROTO_UDP, .cmsg_type = UDP_SEGMENT, .cmsg_len = CMSG_LEN(sizeof segment)};
        memcpy(CMSG_DATA(c), &segment, sizeof segment);
    }
    filled++;
}

static void send_one_by_one(int count) {
    for (int i = 0; i < count; i++) {
        for (int port = 0; port < ports; port++) {
            sendto(out, packets + i * PACKET_BYTES, PACKET_BYTES, 0, (struct sockaddr *)&destinations[port], sizeof *destinations);
        }
    }
}

static void send_batch(int count, bool is_segmented) {
    int step = is_segmented ? MOST_SEGMENTS : 1;
    for (int port = 0; port < ports; port++) {
        for (int first = 0; first < count; first += step) {
            add(port, first, count - first < step ? count - first : step, is_segmented);
        }
    }
    flush();
}

static int open_input(int port) {
    int size = BUFFER_BYTES;
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size)) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    }
    if (bind(fd, (struct sockaddr *)&local, sizeof local)) {
        fail("bind");
    }
    return fd;
}

static void nothing(void) {}

int main(int argc, char **argv) {
    struct control control = {nothing, nothing};
    struct mmsghdr arrivals[BATCH] = {0};
    struct iovec rooms[BATCH];
    if (argc != 6) {
        fprintf(stderr, "usage: relay-udp PORT FIRST_PORT PORTS send|batch|segment HOLD_US\n");
        return 2;
    }
    int in = open_input(atoi(argv[1]));
    int64_t hold_ns = atol(argv[5]) * 1000;
    bool is_single = !strcmp(argv[4], "send"), is_segmented = !strcmp(argv[4], "segment");
    ports = atoi(argv[3]);
    out = socket(AF_INET, SOCK_DGRAM, 0);
    for (int i = 0; i < ports; i++) {
        destinations[i] = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]) + i), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    }
    for (int i = 0; i < BATCH; i++) {
        rooms[i] = (struct iovec){packets + i * PACKET_BYTES, PACKET_BYTES};
        arrivals[i].msg_hdr = (struct msghdr){.msg_iov = &rooms[i], .msg_iovlen = 1};
    }
    control_start(&control);
    for (;;) {
        int count = recvmmsg(in, arrivals, is_single ? 1 : BATCH, MSG_WAITFORONE, 0);
        if (count > 0 && is_single) {
            send_one_by_one(count);
        } else if (count > 0) {
            send_batch(count, is_segmented);
            if (hold_ns) {
                sleep_until(now_ns() + hold_ns);
            }
        }
    }
}
