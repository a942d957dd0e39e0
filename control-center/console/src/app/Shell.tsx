import { useEffect, useRef } from "react";
import { Link, NavLink, Outlet, useLocation } from "react-router";
import { useLive } from "../api/useLive";
import { Brand } from "../design/Brand";
import { Icon, type IconName } from "../design/Icon";
import { Notice } from "../design/Notice";
import { AccountMenu } from "../session/AccountMenu";
import { useMe } from "../session/session";
import { useMay } from "../session/may";
import { PLAIN, useColours } from "../tenant/look";
import { dateTime } from "../words/time";
import { LostConnection } from "./LostConnection";
import styles from "./Shell.module.css";

const PLACES: readonly { to: string; icon: IconName; label: string; isForAdministrators?: boolean }[] = [
  { to: "/fleet", icon: "fleet", label: "Fleet" },
  { to: "/clusters", icon: "cluster", label: "Clusters" },
  { to: "/flows", icon: "flow", label: "Flows" },
  { to: "/streams", icon: "stream", label: "Streams" },
  { to: "/library", icon: "start", label: "Library" },
  { to: "/releases", icon: "release", label: "Releases" },
  { to: "/tokens", icon: "key", label: "Bootstrap tokens" },
  { to: "/members", icon: "user", label: "Members" },
  { to: "/api-tokens", icon: "lock", label: "API tokens" },
  { to: "/settings", icon: "edit", label: "Settings" },
  { to: "/audit", icon: "search", label: "Audit log", isForAdministrators: true },
];

const OPERATORS_PLACES: typeof PLACES = [
  { to: "/tenants", icon: "user", label: "Tenants" },
  { to: "/messages", icon: "letter", label: "Messages" },
];

/** The console around each page: where one can go, who one is, and whether the control center answers. */
export function Shell() {
  useLive();
  const { pathname } = useLocation();
  const { data: me } = useMe();
  const mayAdminister = useMay("administer");
  const look = me?.tenant.branding ?? PLAIN;
  useColours(look);
  const main = useRef<HTMLElement>(null);
  const first = useRef(pathname);
  useEffect(() => {
    if (first.current === pathname) return;
    first.current = "";
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={styles.side}>
        <Link to="/fleet" className={styles.brand} aria-label={`${look.name ?? "Flotilla"}, to the fleet`}>
          <Brand of={look} />
        </Link>
        <nav className={styles.places} aria-label="Main">
          {[...PLACES, ...(me?.role === "OPERATOR" ? OPERATORS_PLACES : [])]
            .filter((place) => mayAdminister || !place.isForAdministrators)
            .map(({ to, icon, label }) => (
              <NavLink key={to} to={to} className={styles.place}>
                <Icon name={icon} size={18} />
                {label}
              </NavLink>
            ))}
        </nav>
        <div className={styles.account}>
          <AccountMenu />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <LostConnection />
        {me?.tenant.notice ? (
          <Notice tone="warn" title={`${me.tenant.name} is deleted on ${dateTime(me.tenant.notice.leavesAt)}.`}>
            Until then an owner can take it back in the settings.
          </Notice>
        ) : null}
        {me?.tenant.suspension ? (
          <Notice tone="fail" title={`${me.tenant.name} is suspended.`}>
            {`${me.tenant.suspension.reason} Until that is settled nothing new can be made, and no stream is served.`}
          </Notice>
        ) : null}
        <Outlet />
      </main>
    </div>
  );
}
