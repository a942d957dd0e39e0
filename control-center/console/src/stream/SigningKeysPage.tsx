import { useState } from "react";
import { Button } from "../design/Button";
import { CopyButton } from "../design/Copy";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Loading } from "../design/Skeleton";
import { useNow } from "../design/useNow";
import { useMay } from "../session/may";
import { relative } from "../words/time";
import styles from "./Parts.module.css";
import { CreateSigningKeyDialog, RevokeSigningKeyDialog } from "./SigningKeyDialogs";
import { useSigningKeys, type SigningKey } from "./signingKeys";
import list from "./StreamsPage.module.css";

/** The keys with which playback tokens are signed. */
export function SigningKeysPage() {
  const keys = useSigningKeys();
  const mayAdminister = useMay("administer");
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<SigningKey | null>(null);
  const create = mayAdminister ? (
    <Button look="solid" icon="add" onClick={() => setCreating(true)}>
      Create key
    </Button>
  ) : null;
  const isEmpty = keys.data?.length === 0;
  return (
    <Page
      title="Signing keys"
      trail={[{ label: "Streams", to: "/streams" }]}
      lead="Your web site signs a token for each viewer of a stream that asks for one (JWT, ES256). We keep the public half alone."
      actions={isEmpty ? null : create}
    >
      {keys.data ? (
        <div className={list.list}>
          {isEmpty ? (
            <Empty title="No signing keys yet" action={create}>
              <p>Create one, give its private half to your web site, and ask for tokens on the page of a stream.</p>
            </Empty>
          ) : (
            <ul>
              {keys.data.map((key) => (
                <KeyRow key={key.id} signingKey={key} onRevoke={mayAdminister ? () => setRevoking(key) : null} />
              ))}
            </ul>
          )}
        </div>
      ) : keys.error ? (
        <Notice
          tone="fail"
          title="The signing keys cannot be shown."
          action={<Button onClick={() => void keys.refetch()}>Try again</Button>}
        >
          {keys.error.message}
        </Notice>
      ) : (
        <Loading what="the signing keys" rows={3} />
      )}
      {isCreating ? <CreateSigningKeyDialog onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeSigningKeyDialog signingKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </Page>
  );
}

function KeyRow({ signingKey, onRevoke }: { signingKey: SigningKey; onRevoke: (() => void) | null }) {
  const now = useNow(30_000);
  const { id, name, publicKey, createdAt, createdBy } = signingKey;
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <span>{`made ${relative(createdAt, now)} by ${createdBy}`}</span>
      </div>
      <div className={styles.actions}>
        <CopyButton text={id} label="Copy key id" />
        <CopyButton text={publicKey} label="Copy public key" />
        {onRevoke ? (
          <Button onClick={onRevoke} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        ) : null}
      </div>
    </li>
  );
}
