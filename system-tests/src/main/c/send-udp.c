/* send-udp FILE BITS_PER_SECOND PORT stamped|plain: plays a transport stream to a UDP port of this machine. */
#define _GNU_SOURCE
#include "stream.h"
#include <arpa/inet.h>
#include <sys/socket.h>

#define BATCH 64

static struct stream stream;

static void mark(void) { stream.latest_ns = 0; }

static void tell(void) { printf("packets=%lu late_us=%ld", stream.sent, stream.latest_ns / 1000); }

int main(int argc, char **argv) {
    static char packets[BATCH][PACKET_BYTES];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH] = {0};
    struct control control = {mark, tell};
    if (argc != 5) {
        fprintf(stderr, "usage: send-udp FILE BITS_PER_SECOND PORT stamped|plain\n");
        return 2;
    }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[3])), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){packets[i], PACKET_BYTES};
        messages[i].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &parts[i], .msg_iovlen = 1};
    }
    stream_open(&stream, argv[1], atof(argv[2]), !strcmp(argv[4], "stamped"));
    control_start(&control);
    for (;;) {
        int due = stream_await(&stream, BATCH);
        for (int i = 0; i < due; i++) {
            stream_copy(&stream, i, packets[i]);
        }
        /* Nobody may listen yet: what the kernel refuses counts as sent. */
        for (int done = 0; done < due;) {
            int sent = sendmmsg(fd, messages + done, due - done, 0);
            done += sent > 0 ? sent : 1;
        }
        stream.sent += due;
    }
}
