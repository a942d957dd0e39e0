import styles from "./Skeleton.module.css";

/** The place of something that is on its way, in its size, so that nothing moves when it comes. */
export function Skeleton({ height, width = "100%" }: { height: string; width?: string }) {
  return <span className={styles.skeleton} style={{ blockSize: height, inlineSize: width }} aria-hidden="true" />;
}

/** A region that loads, said once to a screen reader. */
export function Loading({ what, rows = 3, rowHeight = "4.5rem" }: { what: string; rows?: number; rowHeight?: string }) {
  return (
    <div className={styles.loading} role="status">
      <span className="visually-hidden">{`Loading ${what}`}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={rowHeight} />
      ))}
    </div>
  );
}
