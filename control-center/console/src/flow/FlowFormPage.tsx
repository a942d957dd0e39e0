import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Declined } from "../api/outcome";
import { Button, ButtonLink } from "../design/Button";
import { Choice } from "../design/Choice";
import { TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { counted } from "../words/count";
import { checkFlow } from "./checkFlow";
import { Ends } from "./Ends";
import type { FlowForm } from "./flowForm";
import styles from "./FlowFormPage.module.css";
import { PairPanel } from "./PairPanel";

type FlowFormPageProps = {
  title: string;
  trail: readonly { label: string; to: string }[];
  action: string;
  initial: FlowForm;
  isNew: boolean;
  isBusy: boolean;
  error: Error | null;
  back: string;
  /** Asks where a new flow runs, when that is not known. */
  place?: ReactNode;
  onSubmit: (form: FlowForm) => void;
};

/** The form of a flow, for a new one and for one that changes. Says what is wrong once it was tried, then keeps up while one types. */
export function FlowFormPage({
  title,
  trail,
  action,
  initial,
  isNew,
  isBusy,
  error,
  back,
  place,
  onSubmit,
}: FlowFormPageProps) {
  const [form, setForm] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const [sent, setSent] = useState<FlowForm | null>(null);
  const root = useRef<HTMLFormElement>(null);
  const refused = form === sent ? error : null;
  const field = refused instanceof Declined ? fieldOf(refused) : undefined;
  const errors = wasTried ? { ...(field && refused ? { [field]: refused.message } : {}), ...checkFlow(form) } : {};
  const many = Object.keys(errors).length;

  useEffect(() => {
    if (error) focusFirstError(root.current);
  }, [error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (Object.keys(checkFlow(form)).length > 0) return void setTimeout(() => focusFirstError(root.current));
    setSent(form);
    onSubmit(form);
  }

  return (
    <Page title={title} trail={trail}>
      <form ref={root} className={styles.form} onSubmit={submit} noValidate>
        <Panel title="About">
          <div className={styles.about}>
            <TextField
              label="Name"
              value={form.name}
              error={errors.name}
              maxLength={200}
              placeholder="Main stage"
              onChange={(event) => setForm({ ...form, name: event.target.value })}
            />
            <TextField
              label="Description"
              isOptional
              value={form.description}
              error={errors.description}
              onChange={(event) => setForm({ ...form, description: event.target.value })}
            />
          </div>
        </Panel>
        {place}
        <Ends kind="source" ends={form.sources} errors={errors} onChange={(sources) => setForm({ ...form, sources })} />
        {form.sources.length === 2 ? (
          <PairPanel pair={form.pair} errors={errors} onChange={(pair) => setForm({ ...form, pair })} />
        ) : null}
        <Ends kind="output" ends={form.outputs} errors={errors} onChange={(outputs) => setForm({ ...form, outputs })} />
        {refused && !field ? <Notice tone="fail">{refused.message}</Notice> : null}
        <footer className={styles.footer}>
          {isNew ? (
            <Choice
              label="After creation"
              isLabelHidden
              value={form.startsNow ? "start" : "keep"}
              options={[
                { value: "start", label: "Start at once" },
                { value: "keep", label: "Keep stopped" },
              ]}
              onChange={(choice) => setForm({ ...form, startsNow: choice === "start" })}
            />
          ) : null}
          <p className={styles.problems} role="status">
            {many > 0 ? `${counted(many, "field needs", "fields need")} another look.` : ""}
          </p>
          <ButtonLink to={back}>Cancel</ButtonLink>
          <Button type="submit" look="solid" isBusy={isBusy}>
            {action}
          </Button>
        </footer>
      </form>
    </Page>
  );
}

/** The field of the form that a refusal is about, when the form has one for it. */
function fieldOf({ field }: Declined): string | undefined {
  const shown = (field ?? "")
    .replace("keyLengthBytes", "encryption")
    .replace(/^(failover|merge)\./, "pair.")
    .replace(/\.fec\.columns/, ".fecColumns")
    .replace(/\.fec\.rows/, ".fecRows")
    .replace(/\.srt\.links.*/, ".links")
    .replace(".srt.maxBandwidthBytesPerSecond", ".maxBandwidth")
    .replace(/\.(srt|rtmp)\./, ".");
  return /^(name|description|pair\.\w+|(sources|outputs)\[\d+\]\.\w+)$/.test(shown) ? shown : undefined;
}

function focusFirstError(form: HTMLFormElement | null) {
  form?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
}
