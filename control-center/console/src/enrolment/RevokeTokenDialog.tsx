import { FormDialog } from "../design/Dialog";
import { useSay } from "../design/Toasts";
import { useRevokeToken, type BootstrapToken } from "./tokens";

export function RevokeTokenDialog({ token, onClose }: { token: BootstrapToken; onClose: () => void }) {
  const say = useSay();
  const revoke = useRevokeToken();
  const name = token.description || "this token";
  function submit() {
    revoke.mutate(token.id, {
      onSuccess: () => {
        say("The token is revoked.");
        onClose();
      },
    });
  }
  return (
    <FormDialog
      title={`Revoke ${name}?`}
      action="Revoke token"
      isDangerous
      isBusy={revoke.isPending}
      error={revoke.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>No machine can join with it any more. Machines that have joined already stay.</p>
    </FormDialog>
  );
}
