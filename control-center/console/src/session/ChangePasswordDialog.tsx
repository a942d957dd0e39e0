import { FormDialog } from "../design/Dialog";
import { useSay } from "../design/Toasts";
import { PasswordFields } from "./PasswordFields";
import { usePasswordChange } from "./usePasswordChange";

export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const change = usePasswordChange("", () => {
    say("Your password is changed.");
    onClose();
  });
  return (
    <FormDialog
      title="Change password"
      action="Change password"
      isBusy={change.isBusy}
      error={change.error}
      onSubmit={change.submit}
      onClose={onClose}
    >
      <PasswordFields change={change} asksCurrent />
    </FormDialog>
  );
}
