import styles from "./Brand.module.css";

/** The mark (three sails in formation) and, unless left out, the name. */
export function Brand({ size = 28, wordless = false }: { size?: number; wordless?: boolean }) {
  return (
    <span className={styles.brand}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <path className={styles.lead} d="M18.100 3.500c5.200 4.700 7.900 10.500 8.100 17.300h-8.100z" />
        <path className={styles.sail} d="M15.500 8v12.800H9c.6-5 2.800-9.300 6.500-12.800z" />
        <path className={styles.last} d="M6.600 13.600v7.200H2.800c.4-2.900 1.600-5.300 3.800-7.200z" />
        <path className={styles.water} d="M2.500 26h27" />
      </svg>
      {wordless ? null : <span className={styles.name}>Flotilla</span>}
    </span>
  );
}
