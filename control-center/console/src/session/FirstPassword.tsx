import type { FormEvent } from "react";
import { Button } from "../design/Button";
import { Notice } from "../design/Notice";
import { useSay } from "../design/Toasts";
import { Entrance } from "./Entrance";
import { PasswordFields } from "./PasswordFields";
import { usePasswordChange } from "./usePasswordChange";

/** Asks, right after the first sign-in, for a password of one's own. It can wait. */
export function FirstPassword({ generated, onDone }: { generated: string; onDone: () => void }) {
  const say = useSay();
  const change = usePasswordChange(generated, () => {
    say("Your password is changed.");
    onDone();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    change.submit();
  }
  return (
    <Entrance
      title="Choose your own password"
      lead="The one you just used was generated when the control center first started, and printed on its console."
    >
      <form onSubmit={submit} noValidate>
        {change.error ? <Notice tone="fail">{change.error}</Notice> : null}
        <PasswordFields change={change} asksCurrent={false} />
        <Button type="submit" look="solid" isBusy={change.isBusy}>
          Change password
        </Button>
        <Button look="quiet" onClick={onDone}>
          Later
        </Button>
      </form>
    </Entrance>
  );
}
