/* Prints what the C compiler makes of the structures that Layout.java repeats. */
#include <librist/librist.h>
#include <stddef.h>
#include <stdio.h>

#define SIZE(name, type) printf(#name "_SIZE %zu\n", sizeof(type))
#define OFFSET(name, type, field) printf(#name " %zu\n", offsetof(type, field))

int main(void) {
    SIZE(BLOCK, struct rist_data_block);
    OFFSET(BLOCK_PAYLOAD, struct rist_data_block, payload);
    OFFSET(BLOCK_LENGTH, struct rist_data_block, payload_len);
    OFFSET(BLOCK_TIME, struct rist_data_block, ts_ntp);
    OFFSET(BLOCK_FLOW_ID, struct rist_data_block, flow_id);
    OFFSET(BLOCK_SEQUENCE, struct rist_data_block, seq);
    OFFSET(PEER_SECRET, struct rist_peer_config, secret);
    SIZE(PEER_SECRET, ((struct rist_peer_config *) 0)->secret);
    OFFSET(PEER_KEY_BITS, struct rist_peer_config, key_size);
    OFFSET(STATISTICS_JSON, struct rist_stats, stats_json);
    return 0;
}
