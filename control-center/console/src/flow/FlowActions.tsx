import { useState } from "react";
import { useNavigate } from "react-router";
import { Button, ButtonLink } from "../design/Button";
import { copyText } from "../design/Copy";
import { FormDialog } from "../design/Dialog";
import { Icon } from "../design/Icon";
import { Menu, MenuItem } from "../design/Menu";
import { useSay } from "../design/Toasts";
import { useMay } from "../session/may";
import { useDeleteFlow, useStartFlow, useStopFlow, type Flow } from "./flows";

export function FlowActions({ flow }: { flow: Flow }) {
  const say = useSay();
  const mayChange = useMay("makeFlows") && flow.origin === "CENTER";
  const [isDeleting, setDeleting] = useState(false);
  const start = useStartFlow();
  const stop = useStopFlow();
  const fail = (failure: Error) => say(failure.message);
  return (
    <>
      {!mayChange ? null : flow.running ? (
        <Button icon="stop" isBusy={stop.isPending} onClick={() => stop.mutate(flow.id, { onError: fail })}>
          Stop
        </Button>
      ) : (
        <Button
          look="solid"
          icon="start"
          isBusy={start.isPending}
          onClick={() => start.mutate(flow.id, { onError: fail })}
        >
          Start
        </Button>
      )}
      {mayChange ? (
        <ButtonLink to={`/fleet/flows/${flow.id}/edit`} icon="edit">
          Edit
        </ButtonLink>
      ) : null}
      <Menu label="More actions" trigger={<Icon name="more" />}>
        <MenuItem icon="copy" onSelect={() => void copyText(flow.id).then(() => say("The flow's id is copied."))}>
          Copy id
        </MenuItem>
        {mayChange ? (
          <MenuItem icon="trash" isDangerous onSelect={() => setDeleting(true)}>
            Delete flow
          </MenuItem>
        ) : null}
      </Menu>
      {isDeleting ? <DeleteFlowDialog flow={flow} onClose={() => setDeleting(false)} /> : null}
    </>
  );
}

function DeleteFlowDialog({ flow, onClose }: { flow: Flow; onClose: () => void }) {
  const navigate = useNavigate();
  const say = useSay();
  const remove = useDeleteFlow();
  function submit() {
    remove.mutate(flow.id, {
      onSuccess: () => {
        say(`${flow.name} is deleted.`);
        void navigate(`/fleet/nodes/${flow.node.id}`, { replace: true });
      },
    });
  }
  return (
    <FormDialog
      title={`Delete ${flow.name}?`}
      action="Delete flow"
      isDangerous
      isBusy={remove.isPending}
      error={remove.error?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{`${flow.running ? "It stops, and everyone who receives it loses the stream. " : ""}Its settings are gone for good.`}</p>
    </FormDialog>
  );
}
