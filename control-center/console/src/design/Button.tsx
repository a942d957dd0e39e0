import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "react-router";
import styles from "./Button.module.css";
import { Icon, type IconName } from "./Icon";

type Look = "solid" | "plain" | "quiet" | "danger";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  icon?: IconName;
  /** The work that the button started still runs: it keeps its size, says so, and ignores presses. */
  isBusy?: boolean;
};

export function Button({ look = "plain", icon, isBusy = false, children, className, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, styles[look], className].join(" ")}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    >
      {isBusy ? <span className={styles.wheel} aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** An action that is a place: looks like a button, is a link. */
export function ButtonLink({
  to,
  look = "plain",
  icon,
  children,
}: {
  to: string;
  look?: Look;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <Link to={to} className={`${styles.button} ${styles[look]}`}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  );
}

/** A button that shows only an icon; its label is spoken and shown on hover. */
export function IconButton({
  label,
  icon,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; icon: IconName }) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${styles.quiet} ${styles.square}`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
