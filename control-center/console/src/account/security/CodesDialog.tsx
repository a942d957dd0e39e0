import { Button } from "../../design/Button";
import { CopyBlock } from "../../design/Copy";
import { Dialog, DialogBody, DialogFooter } from "../../design/Dialog";

/** The one time that recovery codes are shown. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Dialog title="Your recovery codes" onClose={onClose}>
      <DialogBody>
        <p>
          Each lets you in once when you have lost everything else. <strong>They are shown only now:</strong> keep them
          where you find them without this device.
        </p>
        <CopyBlock caption="Recovery codes" label="Copy codes" text={codes.join("\n")} />
      </DialogBody>
      <DialogFooter>
        <Button look="solid" onClick={onClose}>
          I have kept them
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
