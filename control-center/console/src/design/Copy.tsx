import { useState } from "react";
import { Button } from "./Button";
import styles from "./Copy.module.css";

const SHOWN_MS = 2_000;

export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }
  return (
    <Button icon={isCopied ? "check" : "copy"} onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? "Copied" : label}</span>
    </Button>
  );
}

/** Text to take elsewhere, whole and selectable, with a button that takes it. */
export function CopyBlock({ text, label, caption }: { text: string; label: string; caption: string }) {
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <span className={styles.caption}>{caption}</span>
        <CopyButton text={text} label={label} />
      </div>
      <code className={styles.text} tabIndex={0} role="textbox" aria-readonly="true" aria-label={caption}>
        {text}
      </code>
    </div>
  );
}

/** The clipboard API exists only on https and localhost; elsewhere a selection does the same. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const holder = document.createElement("textarea");
  holder.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(holder);
  holder.select();
  document.execCommand("copy");
  holder.remove();
}
