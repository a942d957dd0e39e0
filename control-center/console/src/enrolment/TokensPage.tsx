import { useState } from "react";
import { useSearchParams } from "react-router";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Loading } from "../design/Skeleton";
import { CreateTokenDialog } from "./CreateTokenDialog";
import { RevokeTokenDialog } from "./RevokeTokenDialog";
import { TokenRow } from "./TokenRow";
import { useTokens, type BootstrapToken } from "./tokens";
import styles from "./TokensPage.module.css";

/** The tokens by which machines join the fleet. */
export function TokensPage() {
  const tokens = useTokens();
  const [search, setSearch] = useSearchParams();
  const [revoking, setRevoking] = useState<BootstrapToken | null>(null);
  const create = () => setSearch({ new: "" }, { replace: true });
  const createButton = (
    <Button look="solid" icon="add" onClick={create}>
      Create token
    </Button>
  );
  const isEmpty = tokens.data?.tokens.length === 0;
  return (
    <Page
      title="Bootstrap tokens"
      actions={isEmpty ? null : createButton}
      lead="A token lets a machine join a cluster. It is shown once, when it is created, and is of no use after it expires or is used up."
    >
      {tokens.data ? (
        <div className={styles.list}>
          {isEmpty ? (
            <Empty title="No tokens yet" action={createButton}>
              <p>Create one, then run a single command on the machine that is to join.</p>
            </Empty>
          ) : (
            <ul>
              {tokens.data.tokens.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
              ))}
            </ul>
          )}
        </div>
      ) : tokens.error ? (
        <Notice
          tone="fail"
          title="The tokens cannot be shown."
          action={<Button onClick={() => void tokens.refetch()}>Try again</Button>}
        >
          {tokens.error.message}
        </Notice>
      ) : (
        <Loading what="the tokens" rows={4} />
      )}
      {search.has("new") ? <CreateTokenDialog onClose={() => setSearch({}, { replace: true })} /> : null}
      {revoking ? <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} /> : null}
    </Page>
  );
}
