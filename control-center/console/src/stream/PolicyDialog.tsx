import { useState } from "react";
import { Link } from "react-router";
import { Declined } from "../api/outcome";
import { Check } from "../design/Check";
import { Choice } from "../design/Choice";
import { FormDialog } from "../design/Dialog";
import { AreaField, TextField } from "../design/Field";
import { useSay } from "../design/Toasts";
import { useSetPolicy } from "./parts";
import styles from "./Parts.module.css";
import { useSigningKeys } from "./signingKeys";
import { checkPolicy, policyForm, policyInput, type PolicyErrors, type PolicyForm } from "./streamForms";
import type { PolicyKind, Stream } from "./streams";
import { POLICIES } from "./streamWords";

const KINDS: readonly PolicyKind[] = ["PUBLIC", "SIGNED_TOKEN", "WEBHOOK"];

type Part = { form: PolicyForm; errors: PolicyErrors; onChange: (change: Partial<PolicyForm>) => void };

/** Asks who may watch. A webhook's secret is written and never read back. */
export function PolicyDialog({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const say = useSay();
  const set = useSetPolicy(stream.id);
  const [form, setForm] = useState(() => policyForm(stream.policy));
  const [wasTried, setTried] = useState(false);
  const hasSecret = stream.policy.kind === "WEBHOOK";
  const declined = fieldOf(set.error);
  const errors = wasTried ? { ...declined, ...checkPolicy(form, hasSecret) } : {};
  function change(part: Partial<PolicyForm>) {
    set.reset();
    setForm({ ...form, ...part });
  }
  function submit() {
    setTried(true);
    if (Object.keys(checkPolicy(form, hasSecret)).length > 0) return;
    set.mutate(policyInput(stream.id, form), {
      onSuccess: () => {
        say("It counts from now on, for new viewers.");
        onClose();
      },
    });
  }
  return (
    <FormDialog
      title="Who may watch"
      action="Save"
      isBusy={set.isPending}
      error={declined ? undefined : set.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choice
        label="Policy"
        isLabelHidden
        value={form.kind}
        options={KINDS.map((kind) => ({ value: kind, label: POLICIES[kind].word }))}
        onChange={(kind) => change({ kind })}
      />
      <p>{POLICIES[form.kind].meaning}</p>
      {form.kind === "SIGNED_TOKEN" ? <TokenPart form={form} errors={errors} onChange={change} /> : null}
      {form.kind === "WEBHOOK" ? (
        <WebhookPart form={form} errors={errors} onChange={change} hasSecret={hasSecret} />
      ) : null}
    </FormDialog>
  );
}

function TokenPart({ form, errors, onChange }: Part) {
  const keys = useSigningKeys();
  const known = keys.data ?? [];
  const revoked = form.keyIds.filter((id) => keys.data && !known.some((key) => key.id === id));
  const choices = [...known, ...revoked.map((id) => ({ id, name: "A key that was revoked" }))];
  return (
    <>
      <fieldset className={styles.keys}>
        <legend>Signed with</legend>
        <Check
          label="Any signing key"
          remark="Also keys that are made later."
          isChecked={form.keyIds.length === 0}
          onChange={() => onChange({ keyIds: [] })}
        />
        {choices.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            isChecked={form.keyIds.includes(id)}
            onChange={(isChecked) =>
              onChange({ keyIds: isChecked ? [...form.keyIds, id] : form.keyIds.filter((other) => other !== id) })
            }
          />
        ))}
      </fieldset>
      {keys.data?.length === 0 ? (
        <p>
          There is no signing key yet, so that nobody could watch.{" "}
          <Link to="/streams/signing-keys">Make one first.</Link>
        </p>
      ) : null}
      <TextField
        label="Audience"
        isOptional
        value={form.audience}
        error={errors.audience}
        hint={'What the token must say as "aud".'}
        onChange={(event) => onChange({ audience: event.target.value })}
      />
      <AreaField
        label="Claims"
        isOptional
        isCode
        value={form.claims}
        error={errors.claims}
        rows={3}
        placeholder={"plan=gold\nregion=eu"}
        hint="What else the token must say, with these very values: one in each line."
        onChange={(event) => onChange({ claims: event.target.value })}
      />
    </>
  );
}

function WebhookPart({ form, errors, onChange, hasSecret }: Part & { hasSecret: boolean }) {
  return (
    <>
      <TextField
        label="Address"
        isCode
        value={form.url}
        error={errors.url}
        placeholder="https://example.org/may-watch"
        onChange={(event) => onChange({ url: event.target.value })}
      />
      <TextField
        label="Secret"
        isOptional={hasSecret}
        isCode
        value={form.secret}
        error={errors.secret}
        hint={
          hasSecret ? "Leave this empty to keep the present one." : "Signs the questions, so that you know who asks."
        }
        onChange={(event) => onChange({ secret: event.target.value })}
      />
      <TextField
        label="Answers within"
        unit="ms"
        inputMode="numeric"
        value={form.timeoutMs}
        error={errors.timeoutMs}
        hint="Whoever has no answer by then may not watch."
        onChange={(event) => onChange({ timeoutMs: event.target.value })}
      />
    </>
  );
}

function fieldOf(error: Error | null): PolicyErrors | undefined {
  const field = error instanceof Declined ? error.field?.split(".")[1] : undefined;
  if (!field || !error) return undefined;
  if (field.startsWith("requiredClaims")) return { claims: error.message };
  return ["audience", "url", "secret", "timeoutMs"].includes(field) ? { [field]: error.message } : undefined;
}
