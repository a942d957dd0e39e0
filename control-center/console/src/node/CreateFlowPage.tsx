import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useSay } from "../design/Toasts";
import { useNode } from "./node";
import { createInput, emptyFlow } from "../flow/flowForm";
import { FlowFormPage } from "../flow/FlowFormPage";
import { useCreateFlow } from "../flow/flows";

export function CreateFlowPage() {
  const { nodeId = "" } = useParams();
  const { data: node } = useNode(nodeId);
  const navigate = useNavigate();
  const say = useSay();
  const create = useCreateFlow();
  const [initial] = useState(emptyFlow);
  const back = `/fleet/nodes/${nodeId}`;
  return (
    <FlowFormPage
      title="Create a flow"
      action="Create flow"
      initial={initial}
      isNew
      isBusy={create.isPending}
      error={create.error}
      back={back}
      trail={[
        { label: "Fleet", to: "/fleet" },
        { label: node?.name ?? "Node", to: back },
      ]}
      onSubmit={(form) =>
        create.mutate(createInput(form, { nodeId }), {
          onSuccess: (flow) => {
            say(`${flow.name} is created.`);
            void navigate(`/fleet/flows/${flow.id}`, { replace: true });
          },
        })
      }
    />
  );
}
