import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Menu.module.css";

type MenuProps = { label: string; trigger: ReactNode; children: ReactNode; className?: string };

/** A button that opens a list of actions. Arrow keys walk, Escape closes and gives the focus back. */
export function Menu({ label, trigger, children, className }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    focusables(root.current)[0]?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Element)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);

  function walk(event: KeyboardEvent) {
    if (!isOpen) return;
    const items = focusables(root.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items.at(at - 1)?.focus();
    else if (event.key === "Escape") {
      setOpen(false);
      button.current?.focus();
    } else return;
    event.preventDefault();
  }

  return (
    <div
      ref={root}
      className={styles.root}
      onKeyDown={walk}
      onBlur={(event) => {
        if (event.relatedTarget && !root.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={`${styles.trigger} ${className ?? ""}`}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </button>
      <div
        id={id}
        className={`${styles.list}`}
        hidden={!isOpen}
        onClick={(event) => {
          if ((event.target as Element).closest("button, a")) {
            setOpen(false);
            button.current?.focus();
          }
        }}
      >
        {children}
      </div>
    </div>
  );
}

export function MenuItem({
  icon,
  onSelect,
  isDangerous = false,
  children,
}: {
  icon: IconName;
  onSelect: () => void;
  isDangerous?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={isDangerous ? `${styles.item} ${styles.dangerous}` : styles.item}
      onClick={onSelect}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}

function focusables(root: HTMLElement | null): HTMLElement[] {
  return [
    ...(root?.querySelectorAll<HTMLElement>(":scope > [id] button, :scope > [id] a, :scope > [id] input:checked") ??
      []),
  ];
}
