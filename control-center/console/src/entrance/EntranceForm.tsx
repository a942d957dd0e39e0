import type { FormEvent, ReactNode } from "react";
import { Button, ButtonLink } from "../design/Button";
import { Notice } from "../design/Notice";
import { Entrance } from "../session/Entrance";

type EntranceFormProps = {
  title: string;
  lead: string;
  action: string;
  isBusy: boolean;
  error?: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
};

/** A form before the console: fields, one action, and the way back. */
export function EntranceForm({ title, lead, action, isBusy, error, onSubmit, children }: EntranceFormProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <Entrance title={title} lead={lead}>
      <form onSubmit={submit} noValidate>
        {error ? <Notice tone="fail">{error}</Notice> : null}
        {children}
        <Button type="submit" look="solid" isBusy={isBusy}>
          {action}
        </Button>
        <ButtonLink to="/sign-in" look="quiet">
          Back to sign in
        </ButtonLink>
      </form>
    </Entrance>
  );
}

/** What came of it, and nothing more to fill in. */
export function EntranceWord({ title, lead }: { title: string; lead: string }) {
  return (
    <Entrance title={title} lead={lead}>
      <ButtonLink to="/sign-in" look="solid">
        Go to sign in
      </ButtonLink>
    </Entrance>
  );
}
