import { Navigate, Outlet, useLocation } from "react-router";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import styles from "./SessionGate.module.css";
import { useMe } from "./session";

/** Lets in who is signed in, and shows the door to everyone else. */
export function SessionGate() {
  const me = useMe();
  const { pathname } = useLocation();
  if (me.data?.mustAddSecondFactor && pathname !== "/security") return <Navigate to="/security" replace />;
  if (me.data) return <Outlet />;
  if (me.data === null) return <Navigate to="/sign-in" replace state={{ from: pathname }} />;
  if (me.error) {
    return (
      <main className={styles.closed}>
        <h1 className="visually-hidden">Flotilla</h1>
        <Empty
          title={me.error.message}
          action={
            <Button look="solid" isBusy={me.isFetching} onClick={() => void me.refetch()}>
              Try again
            </Button>
          }
        >
          <p>
            Is it running, and does this machine reach it? Your streams do not wait for it: nodes keep every flow that
            they have.
          </p>
        </Empty>
      </main>
    );
  }
  return (
    <p className="visually-hidden" role="status">
      Opening the console
    </p>
  );
}
