import { useState } from "react";
import { useNavigate } from "react-router";
import { Choice } from "../design/Choice";
import { Icon } from "../design/Icon";
import { Menu, MenuItem } from "../design/Menu";
import { choose, theme, type Theme } from "../design/theme";
import { useSay } from "../design/Toasts";
import styles from "./AccountMenu.module.css";
import { ChangePasswordDialog } from "./ChangePasswordDialog";
import { useMe, useSignOut } from "./session";

const THEMES = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "system", label: "System" },
] as const;

/** Who is signed in, the look of the console, the password, and the way out. */
export function AccountMenu() {
  const { data: me } = useMe();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const say = useSay();
  const [chosen, setChosen] = useState<Theme>(theme);
  const [isChanging, setChanging] = useState(false);
  if (!me) return null;

  function change(next: Theme) {
    choose(next);
    setChosen(next);
  }

  return (
    <>
      <Menu
        label={`Account of ${me.displayName}`}
        className={styles.trigger ?? ""}
        trigger={
          <>
            <span className={styles.face} aria-hidden="true">
              {initials(me.displayName)}
              {me.mustChangePassword ? <span className={styles.mark} /> : null}
            </span>
            <span className={styles.who}>
              <strong>{me.displayName}</strong>
              <span>{me.tenant.name}</span>
            </span>
            <span className={styles.arrow}>
              <Icon name="chevron" />
            </span>
          </>
        }
      >
        <p className={styles.login}>{me.login}</p>
        <div className={styles.theme}>
          <Choice label="Appearance" value={chosen} options={THEMES} onChange={change} />
        </div>
        <MenuItem icon="key" onSelect={() => void navigate("/security")}>
          Security
        </MenuItem>
        <MenuItem icon="lock" onSelect={() => setChanging(true)}>
          Change password
          {me.mustChangePassword ? <span className={styles.hint}>generated</span> : null}
        </MenuItem>
        <MenuItem icon="out" onSelect={() => void signOut().catch((failure: Error) => say(failure.message))}>
          Sign out
        </MenuItem>
      </Menu>
      {isChanging ? <ChangePasswordDialog onClose={() => setChanging(false)} /> : null}
    </>
  );
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}
