import { useState } from "react";
import { Navigate, useNavigate, useParams } from "react-router";
import { Loading } from "../design/Skeleton";
import { useSay } from "../design/Toasts";
import { formOf, updateInput } from "./flowForm";
import { FlowFormPage } from "./FlowFormPage";
import { useFlow, useUpdateFlow, type Flow } from "./flows";

export function EditFlowPage() {
  const { flowId = "" } = useParams();
  const { data: flow } = useFlow(flowId);
  if (flow === undefined) return <Loading what="the flow" rows={3} rowHeight="12rem" />;
  // Made on the node: shown here, changed there.
  if (flow === null || flow.origin === "NODE") return <Navigate to={`/fleet/flows/${flowId}`} replace />;
  return <Editor flow={flow} />;
}

function Editor({ flow }: { flow: Flow }) {
  const navigate = useNavigate();
  const say = useSay();
  const update = useUpdateFlow();
  const [initial] = useState(() => formOf(flow));
  const back = `/fleet/flows/${flow.id}`;
  return (
    <FlowFormPage
      title={`Edit ${flow.name}`}
      action="Save changes"
      initial={initial}
      isNew={false}
      isBusy={update.isPending}
      error={update.error}
      back={back}
      trail={[
        { label: "Fleet", to: "/fleet" },
        { label: flow.node.name, to: `/fleet/nodes/${flow.node.id}` },
        { label: flow.name, to: back },
      ]}
      onSubmit={(form) =>
        update.mutate(updateInput(form, flow.id), {
          onSuccess: () => {
            say("The changes are on their way to the node.");
            void navigate(back, { replace: true });
          },
        })
      }
    />
  );
}
