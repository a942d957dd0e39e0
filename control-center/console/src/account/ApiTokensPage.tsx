import { useState } from "react";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Pill } from "../design/Pill";
import { Loading } from "../design/Skeleton";
import { useNow } from "../design/useNow";
import { counted } from "../words/count";
import { dateTime, relative } from "../words/time";
import styles from "./Account.module.css";
import { CreateApiTokenDialog, RevokeApiTokenDialog } from "./ApiTokenDialogs";
import { useApiTokens, type ApiToken } from "./apiTokens";

const STATES = { ACTIVE: "Active", EXPIRED: "Expired", REVOKED: "Revoked" } as const;

/** The tokens by which programs call the API. */
export function ApiTokensPage() {
  const tokens = useApiTokens();
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const create = (
    <Button look="solid" icon="add" onClick={() => setCreating(true)}>
      Create token
    </Button>
  );
  const isEmpty = tokens.data?.length === 0;
  return (
    <Page
      title="API tokens"
      lead="A program calls the API with a token. It acts in the name of whoever made it, and may do what they chose."
      actions={isEmpty ? null : create}
    >
      {tokens.data ? (
        <div className={styles.list}>
          {isEmpty ? (
            <Empty title="No API tokens yet" action={create}>
              <p>Create one for each program, so that you can revoke one without touching the others.</p>
            </Empty>
          ) : (
            <ul>
              {tokens.data.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
              ))}
            </ul>
          )}
        </div>
      ) : tokens.error ? (
        <Notice
          tone="fail"
          title="The API tokens cannot be shown."
          action={<Button onClick={() => void tokens.refetch()}>Try again</Button>}
        >
          {tokens.error.message}
        </Notice>
      ) : (
        <Loading what="the API tokens" rows={3} />
      )}
      {isCreating ? <CreateApiTokenDialog onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeApiTokenDialog token={revoking} onClose={() => setRevoking(null)} /> : null}
    </Page>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const now = useNow(30_000);
  const isActive = token.state === "ACTIVE";
  const used = token.lastUsedAt ? `used ${relative(token.lastUsedAt, now)}` : "not used yet";
  const facts = [`${token.prefix}…`, counted(token.scopes.length, "scope"), `by ${token.createdBy}`, used];
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{token.name}</strong>
        <span>{facts.join(" · ")}</span>
        {isActive ? <span title={dateTime(token.expiresAt)}>{`Expires ${relative(token.expiresAt, now)}`}</span> : null}
      </div>
      <Pill tone={isActive ? "live" : "idle"}>{STATES[token.state]}</Pill>
      <div className={styles.actions}>
        {isActive ? (
          <Button onClick={onRevoke} aria-label={`Revoke ${token.name}`}>
            Revoke
          </Button>
        ) : null}
      </div>
    </li>
  );
}
