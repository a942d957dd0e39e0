const SHORTEST = 12;

export type NewPassword = { current: string; next: string; again: string };
export type PasswordErrors = Partial<Record<keyof NewPassword, string>>;

/** What is wrong with a change of password, field by field, in words; empty when nothing is. */
export function checkPassword({ current, next, again }: NewPassword): PasswordErrors {
  const errors: PasswordErrors = {};
  if (current === "") errors.current = "Enter the password that you use now.";
  if (next.length < SHORTEST) errors.next = `Use at least ${SHORTEST} characters; a few random words do well.`;
  else if (next === current) errors.next = "Choose a password that differs from the one you use now.";
  if (again !== next) errors.again = "This differs from the new password above.";
  return errors;
}
