/* sink-srt PORT stamped|plain PASSPHRASE: an SRT listener that takes everybody and counts what each sends. */
#include "clock.h"
#include "count.h"
#include "srt-peer.h"

#define MOST_CALLERS 256
#define TURN_NS 2000000

static struct count counts[MOST_CALLERS];
static SRTSOCKET callers[MOST_CALLERS];
static int count;
static bool is_stamped;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void mark(void) {
    pthread_mutex_lock(&lock);
    memset(counts, 0, sizeof counts);
    pthread_mutex_unlock(&lock);
}

static void tell(void) {
    pthread_mutex_lock(&lock);
    count_tell(counts, count, is_stamped);
    pthread_mutex_unlock(&lock);
}

static void receive(void) {
    char packet[1500];
    for (int i = 0; i < count; i++) {
        int length;
        while ((length = srt_recv(callers[i], packet, sizeof packet)) > 0) {
            count_packet(&counts[i], packet, length, is_stamped);
        }
    }
}

int main(int argc, char **argv) {
    struct control control = {mark, tell};
    if (argc != 4) {
        fprintf(stderr, "usage: sink-srt PORT stamped|plain PASSPHRASE\n");
        return 2;
    }
    is_stamped = !strcmp(argv[2], "stamped");
    srt_startup();
    srt_setloglevel(LOG_CRIT);
    struct sockaddr_in local = local_port(atoi(argv[1]));
    SRTSOCKET listener = srt_peer(argv[3]);
    if (srt_bind(listener, (struct sockaddr *)&local, sizeof local) || srt_listen(listener, MOST_CALLERS)) {
        srt_fail("listen");
    }
    control_start(&control);
    for (;;) {
        SRTSOCKET caller = count < MOST_CALLERS ? srt_accept(listener, 0, 0) : SRT_INVALID_SOCK;
        pthread_mutex_lock(&lock);
        if (caller != SRT_INVALID_SOCK) {
            callers[count++] = caller;
        }
        receive();
        pthread_mutex_unlock(&lock);
        sleep_until(now_ns() + TURN_NS);
    }
}
