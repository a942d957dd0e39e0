import { Fragment, useEffect, type ReactNode } from "react";
import { Link } from "react-router";
import styles from "./Page.module.css";

type Crumb = { label: string; to: string };
type PageProps = {
  title: string;
  /** Where this page hangs, from the outside in. */
  trail?: readonly Crumb[];
  /** State beside the title. */
  badge?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: where it is, what it is, what can be done, and its content. */
export function Page({ title, trail = [], badge, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Flotilla`;
  }, [title]);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        {trail.length > 0 ? (
          <nav className={styles.trail} aria-label="Breadcrumb">
            {trail.map((crumb, depth) => (
              <Fragment key={crumb.to}>
                {depth > 0 ? <span aria-hidden="true">/</span> : null}
                <Link to={crumb.to}>{crumb.label}</Link>
              </Fragment>
            ))}
          </nav>
        ) : null}
        <div className={styles.row}>
          <div className={styles.words}>
            <div className={styles.title}>
              <h1>{title}</h1>
              {badge}
            </div>
            {lead ? <p className={styles.lead}>{lead}</p> : null}
          </div>
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </div>
      </header>
      {children}
    </div>
  );
}
