import { useNavigate } from "react-router";
import { Button } from "../design/Button";
import { CopyBlock } from "../design/Copy";
import { Dialog, DialogBody, DialogFooter } from "../design/Dialog";
import { counted } from "../words/count";
import { enrolLine } from "./newToken";
import styles from "./ShowTokenDialog.module.css";
import { useTokens, type CreatedToken } from "./tokens";

/** The one time that a token is shown, with what to do with it; and the news when a machine has used it. */
export function ShowTokenDialog({ created, onClose }: { created: CreatedToken; onClose: () => void }) {
  const navigate = useNavigate();
  const { data } = useTokens();
  const known = data?.tokens.find((token) => token.id === created.bootstrapToken.id) ?? created.bootstrapToken;
  const joined = known.uses;
  return (
    <Dialog title="Add the machine" onClose={onClose} isWide>
      <DialogBody>
        <ol className={styles.steps}>
          <li>
            <p>Run this on the machine, as root. It asks for the token.</p>
            <CopyBlock caption="Command" label="Copy command" text={enrolLine(created.centerUrl)} />
          </li>
          <li>
            <p>
              Paste the token when asked. <strong>It is shown only now.</strong>
            </p>
            <CopyBlock caption="Token" label="Copy token" text={created.token} />
          </li>
        </ol>
        <p className={styles.note}>
          A script hands the token over in <code>FLOTILLA_BOOTSTRAP_TOKEN</code> or on standard input, never as an
          argument: arguments are visible to every user of the machine.
        </p>
      </DialogBody>
      <DialogFooter>
        <p className={styles.news} role="status" data-joined={joined > 0}>
          <span className={styles.beacon} aria-hidden="true" />
          {joined > 0
            ? `${counted(joined, "machine")} joined ${known.cluster.name}.`
            : "Waiting for the machine to call…"}
        </p>
        <Button look={joined > 0 ? "plain" : "solid"} onClick={onClose}>
          Done
        </Button>
        {joined > 0 ? (
          <Button look="solid" onClick={() => void navigate("/fleet")}>
            Show the fleet
          </Button>
        ) : null}
      </DialogFooter>
    </Dialog>
  );
}
