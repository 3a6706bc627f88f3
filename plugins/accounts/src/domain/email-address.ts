const ADDRESS =
  /^[^\s@<>(),;:"[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** RFC 5321, 4.5.3.1: a path has 256 octets with its brackets. */
const LONGEST = 254;

/**
 * An e-mail address in the one form it is kept and compared in: trimmed, lower case.
 * @returns null when no mail could reach it
 */
export function emailAddressOf(typed: string): string | null {
  const address = typed.trim().toLowerCase();
  return address.length <= LONGEST && ADDRESS.test(address) ? address : null;
}
