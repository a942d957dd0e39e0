import { CopyBlock } from "../design/Copy";
import { Panel } from "../design/Panel";
import styles from "./WatchPanel.module.css";
import type { Stream } from "./streams";

/** By what the stream is watched. */
export function WatchPanel({ stream }: { stream: Stream }) {
  return (
    <Panel title="Watch">
      <div className={styles.blocks}>
        <CopyBlock caption="Playback id" label="Copy id" text={stream.playbackId} />
        {stream.addresses.map(({ region, playbackUrl }) => (
          <CopyBlock
            key={region}
            caption={`HLS address in ${region}`}
            label="Copy address"
            text={`${playbackUrl}.m3u8`}
          />
        ))}
        {stream.addresses.length === 0 ? (
          <p className={styles.remark}>
            No Foghorn of yours has said where it is reached. Switch the unit on at a node, and the addresses appear
            here.
          </p>
        ) : (
          <p className={styles.remark}>
            The address sends each viewer on to the best node. Without an ending it answers with all protocols, as JSON.
          </p>
        )}
      </div>
    </Panel>
  );
}
