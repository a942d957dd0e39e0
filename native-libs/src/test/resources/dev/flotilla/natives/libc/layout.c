/* Prints what the C compiler makes of the structures and numbers that Layout.java and Constant.java repeat. */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#define SIZE(name, type) printf(#name "_SIZE %zu\n", sizeof(type))
#define OFFSET(name, type, field) printf(#name " %zu\n", offsetof(type, field))
#define NUMBER(name) printf(#name " %d\n", (int) name)

int main(void) {
    SIZE(IOVEC, struct iovec);
    OFFSET(IOVEC_BASE, struct iovec, iov_base);
    OFFSET(IOVEC_LENGTH, struct iovec, iov_len);
    SIZE(MMSGHDR, struct mmsghdr);
    OFFSET(MMSGHDR_LENGTH, struct mmsghdr, msg_len);
    OFFSET(MSGHDR_NAME, struct msghdr, msg_name);
    OFFSET(MSGHDR_NAME_LENGTH, struct msghdr, msg_namelen);
    OFFSET(MSGHDR_IOV, struct msghdr, msg_iov);
    OFFSET(MSGHDR_IOV_LENGTH, struct msghdr, msg_iovlen);
    OFFSET(MSGHDR_CONTROL, struct msghdr, msg_control);
    OFFSET(MSGHDR_CONTROL_LENGTH, struct msghdr, msg_controllen);
    OFFSET(MSGHDR_FLAGS, struct msghdr, msg_flags);
    SIZE(CMSGHDR, struct cmsghdr);
    OFFSET(CMSGHDR_LENGTH, struct cmsghdr, cmsg_len);
    OFFSET(CMSGHDR_LEVEL, struct cmsghdr, cmsg_level);
    OFFSET(CMSGHDR_TYPE, struct cmsghdr, cmsg_type);
    printf("CMSG_ALIGNMENT %zu\n", CMSG_ALIGN(1));
    SIZE(POLLFD, struct pollfd);
    OFFSET(POLLFD_EVENTS, struct pollfd, events);
    SIZE(TIMESPEC, struct timespec);
    OFFSET(TIMESPEC_NS, struct timespec, tv_nsec);
    SIZE(GROUP_REQ, struct group_req);
    OFFSET(GROUP_REQ_GROUP, struct group_req, gr_group);
    SIZE(GROUP_SOURCE_REQ, struct group_source_req);
    OFFSET(GROUP_REQ_GROUP, struct group_source_req, gsr_group);
    OFFSET(GROUP_SOURCE_REQ_SOURCE, struct group_source_req, gsr_source);
    SIZE(IP_MREQN, struct ip_mreqn);
    OFFSET(IP_MREQN_INTERFACE, struct ip_mreqn, imr_ifindex);
    SIZE(SOCKADDR_IN, struct sockaddr_in);
    SIZE(SOCKADDR_IN6, struct sockaddr_in6);
    OFFSET(SOCKADDR_PORT, struct sockaddr_in, sin_port);
    OFFSET(SOCKADDR_PORT, struct sockaddr_in6, sin6_port);
    OFFSET(SOCKADDR_IN_ADDRESS, struct sockaddr_in, sin_addr);
    OFFSET(SOCKADDR_IN6_ADDRESS, struct sockaddr_in6, sin6_addr);
    OFFSET(SOCKADDR_IN6_SCOPE, struct sockaddr_in6, sin6_scope_id);
    NUMBER(AF_INET); NUMBER(AF_INET6);
    NUMBER(SOCK_DGRAM); NUMBER(SOCK_NONBLOCK); NUMBER(SOCK_CLOEXEC);
    NUMBER(SOL_SOCKET); NUMBER(SO_REUSEADDR); NUMBER(SO_SNDBUF); NUMBER(SO_RCVBUF);
    NUMBER(SO_SNDBUFFORCE); NUMBER(SO_RCVBUFFORCE); NUMBER(SO_TIMESTAMPNS); NUMBER(SO_RXQ_OVFL);
    NUMBER(IPPROTO_IP); NUMBER(IP_TOS); NUMBER(IP_TTL);
    NUMBER(IP_MULTICAST_IF); NUMBER(IP_MULTICAST_TTL); NUMBER(IP_MULTICAST_LOOP); NUMBER(IP_MULTICAST_ALL);
    NUMBER(MCAST_JOIN_GROUP); NUMBER(MCAST_JOIN_SOURCE_GROUP);
    NUMBER(IPPROTO_IPV6); NUMBER(IPV6_UNICAST_HOPS); NUMBER(IPV6_MULTICAST_IF); NUMBER(IPV6_MULTICAST_HOPS);
    NUMBER(IPV6_MULTICAST_LOOP); NUMBER(IPV6_V6ONLY); NUMBER(IPV6_TCLASS);
    NUMBER(IPPROTO_UDP); NUMBER(UDP_SEGMENT);
    NUMBER(MSG_TRUNC); NUMBER(MSG_DONTWAIT); NUMBER(POLLIN); NUMBER(RLIMIT_DATA);
    return 0;
}
