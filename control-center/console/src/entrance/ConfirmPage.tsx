import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { run } from "../api/client";
import { ME } from "../api/queries";
import { WHO_AM_I } from "../session/session";
import { EntranceForm } from "./EntranceForm";
import { secretInAddress, step } from "./requests";

/** Where the link of a sign-up leads. A press and not a look confirms, because mail programs look at links, too. */
export function ConfirmPage() {
  const [secret] = useState(secretInAddress);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: async () => {
      await step("sign-up/confirm", { secret });
      return (await run(WHO_AM_I, {})).me;
    },
    onSuccess: (me) => {
      queries.setQueryData(ME, me);
      void navigate("/fleet", { replace: true });
    },
  });
  return (
    <EntranceForm
      title="Confirm your address"
      lead="One press, and your fleet is yours."
      action="Confirm"
      isBusy={confirm.isPending}
      error={confirm.error?.message}
      onSubmit={() => confirm.mutate()}
    >
      {null}
    </EntranceForm>
  );
}
