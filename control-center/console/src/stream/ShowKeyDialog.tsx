import { Button } from "../design/Button";
import { CopyBlock } from "../design/Copy";
import { Dialog, DialogBody, DialogFooter } from "../design/Dialog";
import type { StreamAddress } from "./streams";

type ShowKeyDialogProps = {
  title: string;
  secret: string;
  addresses: readonly StreamAddress[];
  onClose: () => void;
};

/** The one time that a stream key is shown, with what to do with it. */
export function ShowKeyDialog({ title, secret, addresses, onClose }: ShowKeyDialogProps) {
  return (
    <Dialog title={title} onClose={onClose} isWide>
      <DialogBody>
        <p>
          The encoder publishes with this key. <strong>It is shown only now.</strong>
        </p>
        <CopyBlock caption="Stream key" label="Copy key" text={secret} />
        {addresses.map(({ region, ingestUrl }) => (
          <CopyBlock
            key={region}
            caption={`Addresses to publish to in ${region}`}
            label="Copy address"
            text={`${ingestUrl}/${secret}`}
          />
        ))}
        <p>
          {addresses.length === 0
            ? "No Foghorn of yours has said where it is reached: once one does, it tells the addresses to publish to."
            : "Each address answers with the RTMP, SRT and WHIP addresses of the node that is best at the moment. Whoever has it may publish: keep it as secret as the key."}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button look="solid" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
