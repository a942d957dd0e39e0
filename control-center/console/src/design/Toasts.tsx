import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from "react";
import { Icon } from "./Icon";
import styles from "./Toasts.module.css";

const SHOWN_MS = 5_000;
const AT_MOST = 3;

type Toast = { key: number; text: string };

const Say = createContext<(text: string) => void>(() => {});

/** Says a sentence once, to eyes and to screen readers, and takes it away by itself. */
export function useSay() {
  return useContext(Say);
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(0);
  const say = useCallback((text: string) => {
    const key = next.current++;
    setToasts((shown) => [...shown, { key, text }].slice(-AT_MOST));
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.key !== key)), SHOWN_MS);
  }, []);
  return (
    <Say value={say}>
      {children}
      <div className={styles.toasts} role="status" aria-live="polite">
        {toasts.map(({ key, text }) => (
          <p key={key} className={styles.toast}>
            <Icon name="check" />
            {text}
          </p>
        ))}
      </div>
    </Say>
  );
}
