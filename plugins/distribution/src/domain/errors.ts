/** An expected refusal: a value, not an exception. `field` is the path of the offending input, if one is to blame. */
export interface Refused<Code extends string> {
  kind: "refused";
  code: Code;
  field?: string;
}

/** Builds a refusal. */
export function refused<Code extends string>(code: Code, field?: string): Refused<Code> {
  return field === undefined ? { kind: "refused", code } : { kind: "refused", code, field };
}

/** A broken invariant: a mistake of ours or a corrupt store, never a user's doing. `data` holds ids and numbers only. */
export class DistributionError extends Error {
  readonly code: string;
  readonly data: Record<string, string | number | bigint | null>;

  constructor(code: string, data: Record<string, string | number | bigint | null> = {}) {
    const details = Object.entries(data)
      .map(([name, value]) => `${name}=${value}`)
      .join(" ");
    super(details ? `${code}: ${details}` : code);
    this.name = "DistributionError";
    this.code = code;
    this.data = data;
  }
}
