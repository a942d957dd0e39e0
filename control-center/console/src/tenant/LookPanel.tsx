import { useState, type FormEvent } from "react";
import { Declined } from "../api/outcome";
import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { Panel } from "../design/Panel";
import { useSay } from "../design/Toasts";
import { contrastToWhite, type Look } from "./look";
import styles from "./Settings.module.css";
import { useSetBranding, useSetLogo } from "./settings";

const ENOUGH = 3;

/** How the console looks to the tenant's people, once they have signed in and at its own door. */
export function LookPanel({ look }: { look: Look }) {
  const say = useSay();
  const brand = useSetBranding();
  const [name, setName] = useState(look.name ?? "");
  const [primaryColor, setPrimary] = useState(look.primaryColor ?? "");
  const [accentColor, setAccent] = useState(look.accentColor ?? "");
  const declined = brand.error instanceof Declined ? brand.error : undefined;
  const wrong = [primaryColor, accentColor].some((color) => faultOf(color) !== undefined);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!wrong) brand.mutate({ name, primaryColor, accentColor }, { onSuccess: () => say("The look is saved.") });
  }
  return (
    <Panel title="Look">
      <form className={styles.form} onSubmit={submit} noValidate>
        {brand.error && !declined?.field ? <Notice tone="fail">{brand.error.message}</Notice> : null}
        <Logo address={look.logoUrl} />
        <TextField
          label="Name beside the logo"
          isOptional
          value={name}
          maxLength={60}
          error={declined?.field === "name" ? declined.message : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <Colour
          label="Colour of buttons"
          value={primaryColor}
          error={declined?.field === "primaryColor" ? declined.message : undefined}
          onChange={setPrimary}
        />
        <Colour
          label="Colour of the focus"
          value={accentColor}
          error={declined?.field === "accentColor" ? declined.message : undefined}
          onChange={setAccent}
        />
        <div>
          <Button type="submit" look="solid" isBusy={brand.isPending}>
            Save look
          </Button>
        </div>
      </form>
    </Panel>
  );
}

type ColourProps = { label: string; value: string; error?: string | undefined; onChange: (value: string) => void };

function Colour({ label, value, error, onChange }: ColourProps) {
  return (
    <div className={styles.colour}>
      <TextField
        label={label}
        isOptional
        isCode
        placeholder="#0b5fff"
        value={value}
        maxLength={7}
        error={error ?? faultOf(value)}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      <span className={styles.sample} style={{ backgroundColor: faultOf(value) ? undefined : value }} aria-hidden />
    </div>
  );
}

/** Why that is no colour for an interface; undefined when it is one, or nothing. */
function faultOf(color: string): string | undefined {
  if (color === "") return undefined;
  if (!/^#[0-9a-f]{6}$/i.test(color)) return "Write it as #0b5fff.";
  const contrast = contrastToWhite(color);
  return contrast < ENOUGH
    ? `This is hard to tell from white: a contrast of ${contrast.toFixed(1)}, and ${ENOUGH} is needed.`
    : undefined;
}

function Logo({ address }: { address: string | null }) {
  const say = useSay();
  const upload = useSetLogo();
  const brand = useSetBranding();
  const [url, setUrl] = useState("");
  const failure = upload.error ?? brand.error;
  async function take(file: File | undefined) {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    upload.mutate(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")), {
      onSuccess: () => say("The logo is saved."),
    });
  }
  return (
    <div className={styles.logo}>
      {address ? <img src={address} alt="Your logo" /> : <span className={styles.none}>No logo</span>}
      <label className={styles.file}>
        <span>Upload a logo (PNG or JPEG, up to 1024 pixels a side)</span>
        <input
          type="file"
          accept="image/png,image/jpeg"
          onChange={(event) => void take(event.target.files?.[0] ?? undefined)}
        />
      </label>
      <div className={styles.fetch}>
        <TextField
          label="Or fetch it from"
          isOptional
          placeholder="https://example.org/logo.png"
          value={url}
          hint="It is fetched once, now."
          onChange={(event) => setUrl(event.target.value)}
        />
        <Button
          isBusy={brand.isPending}
          onClick={() => {
            if (url.trim() !== "") brand.mutate({ logoUrl: url }, { onSuccess: () => say("The logo is saved.") });
          }}
        >
          Fetch
        </Button>
        {address ? <Button onClick={() => brand.mutate({ logoUrl: "" })}>Remove logo</Button> : null}
      </div>
      {failure ? <Notice tone="fail">{failure.message}</Notice> : null}
    </div>
  );
}
