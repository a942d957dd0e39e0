import { useMe, type Me } from "./session";

type Right = "administer" | "makeFlows" | "makeStreams";

const RIGHTS: Record<Right, readonly Me["role"][]> = {
  administer: ["OWNER", "ADMIN", "OPERATOR"],
  makeFlows: ["OWNER", "ADMIN", "MEMBER", "OPERATOR"],
  makeStreams: ["OWNER", "ADMIN", "MEMBER", "OPERATOR"],
};

/** Whether the console offers an action. The control center decides by itself, whatever is offered. */
export function useMay(right: Right): boolean {
  const { data: me } = useMe();
  return me != null && RIGHTS[right].includes(me.role);
}
