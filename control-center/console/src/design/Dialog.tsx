import { useEffect, useId, useRef, type FormEvent, type ReactNode } from "react";
import { Button, IconButton } from "./Button";
import styles from "./Dialog.module.css";
import { Notice } from "./Notice";

type DialogProps = { title: string; children: ReactNode; onClose: () => void; isWide?: boolean };

/** A modal dialog on the browser's own <dialog>: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, children, onClose, isWide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>("input, select, footer button")?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${styles.dialog} ${isWide ? styles.wide : ""}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id={heading}>{title}</h2>
        <IconButton label="Close" icon="close" onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}

type FormDialogProps = Omit<DialogProps, "isWide"> & {
  action: string;
  isBusy: boolean;
  /** What went wrong, in words, when it concerns no single field. */
  error?: string | undefined;
  isDangerous?: boolean;
  onSubmit: () => void;
};

/** A dialog that asks something and does one thing. */
export function FormDialog({
  action,
  isBusy,
  error,
  isDangerous = false,
  onSubmit,
  children,
  ...dialog
}: FormDialogProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <Dialog {...dialog}>
      <form onSubmit={submit} noValidate>
        <div className={styles.body}>
          {children}
          {error ? <Notice tone="fail">{error}</Notice> : null}
        </div>
        <footer className={styles.footer}>
          <Button onClick={dialog.onClose}>Cancel</Button>
          <Button type="submit" look={isDangerous ? "danger" : "solid"} isBusy={isBusy}>
            {action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <footer className={styles.footer}>{children}</footer>;
}
