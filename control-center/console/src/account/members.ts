import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";
import { PROBLEM_FIELDS, successOf, type Outcome } from "../api/outcome";
import { EVERY } from "../api/queries";
import type { Me } from "../session/session";

export type Role = Me["role"];

/** The roles that a person is given, in words. */
export const ROLES: readonly { role: Role; label: string }[] = [
  { role: "VIEWER", label: "Viewer: sees everything" },
  { role: "MEMBER", label: "Member: works with flows and streams" },
  { role: "ADMIN", label: "Admin: nodes, people and keys, too" },
  { role: "OWNER", label: "Owner: everything" },
];

export type Member = { id: string; login: string; displayName: string; role: Role };
export type Invitation = {
  id: string;
  email: string;
  role: Role;
  createdBy: string;
  expiresAt: Instant;
  isExpired: boolean;
};

const MEMBER_FIELDS = "id login displayName role";
const INVITATION_FIELDS = "id email role createdBy expiresAt isExpired";

export const MEMBERS = operation<{ members: Member[] }>(`query Members { members { ${MEMBER_FIELDS} } }`);

export const INVITATIONS = operation<{ invitations: Invitation[] }>(
  `query Invitations { invitations { ${INVITATION_FIELDS} } }`,
);

export const MAIL_DELIVERY = operation<{ mailDelivery: { isSent: boolean; place: string } }>(
  `query MailDelivery { mailDelivery { isSent place } }`,
);

export const INVITE_MEMBER = operation<
  { inviteMember: Outcome<Invitation> },
  { input: { email: string; role: Role } }
>(`mutation InviteMember($input: InviteMemberInput!) {
  inviteMember(input: $input) { __typename ... on Invitation { ${INVITATION_FIELDS} } ${PROBLEM_FIELDS} }
}`);

export const REVOKE_INVITATION = operation<{ revokeInvitation: Outcome<{ id: string }> }, { id: string }>(
  `mutation RevokeInvitation($id: ID!) {
  revokeInvitation(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} }
}`,
);

export const CHANGE_ROLE = operation<
  { changeMemberRole: Outcome<Member> },
  { input: { id: string; role: Role } }
>(`mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {
  changeMemberRole(input: $input) { __typename ... on Member { ${MEMBER_FIELDS} } ${PROBLEM_FIELDS} }
}`);

export const REMOVE_MEMBER = operation<{ removeMember: Outcome<{ id: string }> }, { id: string }>(
  `mutation RemoveMember($id: ID!) {
  removeMember(id: $id) { __typename ... on Deleted { id } ${PROBLEM_FIELDS} }
}`,
);

export const RESET_MEMBER = operation<{ resetMemberSecondFactor: Outcome<{ id: string }> }, { id: string }>(
  `mutation ResetMemberSecondFactor($id: ID!) {
  resetMemberSecondFactor(id: $id) { __typename ... on ResetDone { id } ${PROBLEM_FIELDS} }
}`,
);

export function useMembers() {
  return useQuery({
    queryKey: ["members"],
    queryFn: async ({ signal }) => (await run(MEMBERS, {}, signal)).members,
    refetchInterval: EVERY.tokensMs,
    placeholderData: keepPreviousData,
  });
}

export function useInvitations(isEnabled: boolean) {
  return useQuery({
    queryKey: ["invitations"],
    queryFn: async ({ signal }) => (await run(INVITATIONS, {}, signal)).invitations,
    refetchInterval: EVERY.tokensMs,
    enabled: isEnabled,
  });
}

/** How letters leave, which only an operator may know. */
export function useMailDelivery(isEnabled: boolean) {
  return useQuery({
    queryKey: ["mailDelivery"],
    queryFn: async ({ signal }) => (await run(MAIL_DELIVERY, {}, signal)).mailDelivery,
    enabled: isEnabled,
  });
}

/** A change of who is here; both lists are asked for anew. */
function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["members"] });
      await queries.invalidateQueries({ queryKey: ["invitations"] });
    },
  });
}

export const useInvite = () =>
  useChange(async (input: { email: string; role: Role }) =>
    successOf((await run(INVITE_MEMBER, { input })).inviteMember),
  );

export const useRevokeInvitation = () =>
  useChange(async (id: string) => successOf((await run(REVOKE_INVITATION, { id })).revokeInvitation));

export const useChangeRole = () =>
  useChange(async (input: { id: string; role: Role }) =>
    successOf((await run(CHANGE_ROLE, { input })).changeMemberRole),
  );

export const useRemoveMember = () =>
  useChange(async (id: string) => successOf((await run(REMOVE_MEMBER, { id })).removeMember));

export const useResetMember = () =>
  useChange(async (id: string) => successOf((await run(RESET_MEMBER, { id })).resetMemberSecondFactor));
