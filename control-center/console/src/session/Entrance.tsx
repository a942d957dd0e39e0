import { useEffect, type ReactNode } from "react";
import { Brand } from "../design/Brand";
import { useColours, useDoorLook } from "../tenant/look";
import styles from "./Entrance.module.css";
import { FanOut } from "./FanOut";

/** The frame of the pages before the console, in the look of the tenant whose door it is: a form, and beside it what the product does, as a picture. */
export function Entrance({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const look = useDoorLook();
  useColours(look);
  useEffect(() => {
    document.title = `${title} · ${look.name ?? "Flotilla"}`;
  }, [title, look.name]);
  return (
    <div className={styles.entrance}>
      <main className={styles.form}>
        <Brand size={34} of={look} />
        <div className={styles.content}>
          <h1>{title}</h1>
          <p className={styles.lead}>{lead}</p>
          {children}
        </div>
      </main>
      <aside className={styles.picture}>
        <FanOut />
        <p className={styles.claim}>One stream in. Everywhere it has to be. On your own machines.</p>
      </aside>
    </div>
  );
}
