import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { run } from "../api/client";
import { ME } from "../api/queries";
import { Button, ButtonLink } from "../design/Button";
import { TextField } from "../design/Field";
import { Notice } from "../design/Notice";
import { useWaysIn } from "../entrance/requests";
import { Entrance } from "./Entrance";
import { FirstPassword } from "./FirstPassword";
import { hasPasskeys } from "./passkey";
import { SecondStep } from "./SecondStep";
import { signIn, signInByPasskey, useMe, WHO_AM_I, type Demand, type Me } from "./session";

/** The door. After the very first sign-in it offers to replace the generated password. */
export function SignIn() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const target = (useLocation().state as { from?: string } | null)?.from ?? "/fleet";
  const me = useMe();
  const ways = useWaysIn().data;
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [isFirst, setFirst] = useState(false);
  const [demand, setDemand] = useState<Demand | null>(null);
  const entering = useMutation({
    mutationFn: async (way: "password" | "passkey") => {
      const needed = way === "passkey" ? await signInByPasskey() : await signIn(login.trim(), password);
      return needed ?? (await run(WHO_AM_I, {})).me;
    },
    onSuccess: (next) => ("challenge" in next ? setDemand(next) : enter(next)),
  });
  function enter(signedIn: Me) {
    if (signedIn.mustChangePassword && password) setFirst(true);
    queries.setQueryData(ME, signedIn);
  }
  const isMissing = login.trim() === "" || password === "";
  const [wasTried, setTried] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!isMissing) entering.mutate("password");
  }

  if (isFirst) return <FirstPassword generated={password} onDone={() => void navigate(target, { replace: true })} />;
  if (me.data) return <Navigate to={target} replace />;
  if (demand) return <SecondStep demand={demand} onEntered={enter} onBack={() => setDemand(null)} />;
  return (
    <Entrance title="Sign in" lead="Watch and steer your fleet.">
      <form onSubmit={submit} noValidate>
        {location.hash === "#sign-on-refused" && !entering.error ? (
          <Notice tone="fail">Your organisation's sign-on gives you no access here. Ask its administrator.</Notice>
        ) : null}
        {entering.error ? <Notice tone="fail">{entering.error.message}</Notice> : null}
        <TextField
          label="Login"
          type="email"
          autoComplete="username"
          inputMode="email"
          value={login}
          autoFocus
          error={wasTried && login.trim() === "" ? "Enter your login, such as admin@flotilla.local." : undefined}
          onChange={(event) => setLogin(event.target.value)}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          error={wasTried && password === "" ? "Enter your password." : undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="solid" isBusy={entering.isPending}>
          Sign in
        </Button>
        {hasPasskeys() ? (
          <Button icon="key" onClick={() => entering.mutate("passkey")}>
            Sign in with a passkey
          </Button>
        ) : null}
        {ways?.signOn ? <Button onClick={() => location.assign("/auth/v1/external")}>{ways.signOn}</Button> : null}
        <ButtonLink to="/forgot-password" look="quiet">
          Lost your password?
        </ButtonLink>
        <ButtonLink to="/contact" look="quiet">
          Write to us
        </ButtonLink>
        {ways?.isSignUpOpen ? (
          <ButtonLink to="/sign-up" look="quiet">
            Sign up
          </ButtonLink>
        ) : null}
      </form>
    </Entrance>
  );
}
