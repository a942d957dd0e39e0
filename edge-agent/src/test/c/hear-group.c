/* Joins a multicast group on the loopback and prints of each datagram how it came: hops that are left, code point, bytes.
 * Usage: hear-group GROUP PORT */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static void check(int result, const char *attempt) {
    if (result < 0) {
        perror(attempt);
        exit(1);
    }
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: hear-group GROUP PORT\n");
        return 2;
    }
    int on = 1;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    check(fd, "socket");
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[2]))};
    struct ip_mreqn group = {.imr_ifindex = if_nametoindex("lo")};
    inet_pton(AF_INET, arguments[1], &local.sin_addr);
    group.imr_multiaddr = local.sin_addr;
    check(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), "share the address");
    check(bind(fd, (struct sockaddr *) &local, sizeof local), "bind");
    check(setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group), "join");
    check(setsockopt(fd, IPPROTO_IP, IP_RECVTTL, &on, sizeof on), "ask for hops");
    check(setsockopt(fd, IPPROTO_IP, IP_RECVTOS, &on, sizeof on), "ask for the code point");
    printf("joined\n");
    fflush(stdout);
    for (;;) {
        char bytes[2048];
        char control[256];
        struct iovec room = {bytes, sizeof bytes};
        struct msghdr message = {
            .msg_iov = &room, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
        int length = recvmsg(fd, &message, 0);
        check(length, "receive");
        int hops = -1;
        int service = -1;
        for (struct cmsghdr *each = CMSG_FIRSTHDR(&message); each; each = CMSG_NXTHDR(&message, each)) {
            if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_TTL) {
                memcpy(&hops, CMSG_DATA(each), sizeof hops);
            } else if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_TOS) {
                service = *CMSG_DATA(each);
            }
        }
        printf("ttl %d dscp %d bytes %d\n", hops, service >> 2, length);
        fflush(stdout);
    }
}
