/* sink-udp FIRST_PORT PORTS stamped|plain packets|segments: receives on that many UDP ports and counts. For the first
 * port it keeps the gaps between packets, and with stamps how long each was on its way, by the clock of the kernel. "packets" takes datagrams as another machine would; "segments" takes what was sent as one message as one, which is the only way for one
 * core to receive twenty gigabits. */
#define _GNU_SOURCE
#include "clock.h"
#include "control.h"
#include "count.h"
#include "samples.h"
#include <arpa/inet.h>
#include <netinet/udp.h>
#include <sys/socket.h>

#define BATCH 32
#define MESSAGE_BYTES 65536
#define CONTROL_BYTES 128
#define BUFFER_BYTES (16 << 20)
#define TURN_NS 2000000

static int ports;
static bool is_stamped;
static struct count counts[1024];
static struct samples delays, gaps;
static int64_t last_arrival_ns;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void mark(void) {
    pthread_mutex_lock(&lock);
    memset(counts, 0, sizeof counts);
    delays.count = gaps.count = 0;
    last_arrival_ns = 0;
    pthread_mutex_unlock(&lock);
}

static void tell(void) {
    pthread_mutex_lock(&lock);
    count_tell(counts, ports, is_stamped);
    samples_tell(&delays, "delay");
    samples_tell(&gaps, "gap");
    pthread_mutex_unlock(&lock);
}

static int open_port(int port, bool takes_segments) {
    int size = BUFFER_BYTES, on = 1;
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size)) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    }
    if (takes_segments) {
        setsockopt(fd, IPPROTO_UDP, UDP_GRO, &on, sizeof on);
    }
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&local, sizeof local)) {
        fail("bind");
    }
    return fd;
}

static void time_packet(const char *packet, int64_t arrival_ns) {
    if (is_stamped) {
        samples_add(&delays, arrival_ns - stamp_read(packet).sent_ns);
    }
    if (last_arrival_ns) {
        samples_add(&gaps, arrival_ns - last_arrival_ns);
    }
    last_arrival_ns = arrival_ns;
}

static void take(int port, const char *bytes, int length, struct msghdr *header) {
    int segment = length;
    int64_t arrival_ns = 0;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c; c = CMSG_NXTHDR(header, c)) {
        if (c->cmsg_level == IPPROTO_UDP && c->cmsg_type == UDP_GRO) {
            memcpy(&segment, CMSG_DATA(c), sizeof segment);
        } else if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_TIMESTAMPNS) {
            struct timespec t;
            memcpy(&t, CMSG_DATA(c), sizeof t);
            arrival_ns = t.tv_sec * 1000000000LL + t.tv_nsec;
        }
    }
    for (int at = 0; at < length; at += segment) {
        int size = length - at < segment ? length - at : segment;
        count_packet(&counts[port], bytes + at, size, is_stamped);
        if (port == 0 && size == PACKET_BYTES) {
            time_packet(bytes + at, arrival_ns);
        }
    }
}

int main(int argc, char **argv) {
    static char bytes[BATCH][MESSAGE_BYTES];
    static char controls[BATCH][CONTROL_BYTES];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH] = {0};
    struct control control = {mark, tell};
    int fds[1024];
    if (argc != 5) {
        fprintf(stderr, "usage: sink-udp FIRST_PORT PORTS stamped|plain packets|segments\n");
        return 2;
    }
    ports = atoi(argv[2]);
    is_stamped = !strcmp(argv[3], "stamped");
    for (int i = 0; i < ports; i++) {
        fds[i] = open_port(atoi(argv[1]) + i, !strcmp(argv[4], "segments"));
    }
    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){bytes[i], MESSAGE_BYTES};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1, .msg_control = controls[i]};
    }
    control_start(&control);
    for (int64_t next_ns = now_ns();; next_ns += TURN_NS) {
        for (int port = 0; port < ports; port++) {
            int received;
            do {
                for (int i = 0; i < BATCH; i++) {
                    messages[i].msg_hdr.msg_controllen = CONTROL_BYTES;
                }
                received = recvmmsg(fds[port], messages, BATCH, 0, 0);
                pthread_mutex_lock(&lock);
                for (int i = 0; i < received; i++) {
                    take(port, bytes[i], messages[i].msg_len, &messages[i].msg_hdr);
                }
                pthread_mutex_unlock(&lock);
            } while (received == BATCH);
        }
        int64_t now = now_ns();
        next_ns = now > next_ns + TURN_NS ? now : next_ns;
        sleep_until(next_ns + TURN_NS);
    }
}
