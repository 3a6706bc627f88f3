const SHORTEST = 8;
/** Longer ones only cost the server time. */
const LONGEST = 128;
const LEAST_VARIETY = 4;

/**
 * Whether a password may be chosen: long enough, of several characters, and not the address itself. There are no rules of
 * kinds of characters: they make passwords worse (NIST SP 800-63B, 5.1.1.2).
 */
export function mayBePassword(password: string, email: string): boolean {
  const { length } = password;
  if (length < SHORTEST || length > LONGEST || new Set(password).size < LEAST_VARIETY) return false;
  return ![email, email.split("@")[0]].includes(password.toLowerCase());
}
