import styles from "./Brand.module.css";

type BrandProps = { size?: number; wordless?: boolean; of?: { name: string | null; logoUrl: string | null } };

/** The mark (three sails in formation) and, unless left out, the name; or those of whoever's console it is. */
export function Brand({ size = 28, wordless = false, of }: BrandProps) {
  if (of?.logoUrl || of?.name)
    return (
      <span className={styles.brand}>
        {of.logoUrl ? <img className={styles.logo} src={of.logoUrl} alt="" style={{ blockSize: size }} /> : null}
        {wordless ? null : <span className={styles.name}>{of.name ?? "Flotilla"}</span>}
      </span>
    );
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
