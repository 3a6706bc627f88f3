import { t } from "@/locale";
import { refusalIn } from "@/locale/words";

/** An answer the server gave on purpose: a 4xx (or 502 of a vendor) with a stable code and a sentence for people. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
    /** Whatever else the answer carries. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** Nothing usable came back: no network, a time-out, or a server in trouble. Trying again may help. */
export class Unreachable extends Error {
  constructor(readonly reason: string) {
    super(t.error.unreachable);
    this.name = "Unreachable";
  }
}

/** Whether this is the server's refusal with that code. */
export function isRefusal(error: unknown, code?: string): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code);
}

/** The sentence a person may read about any failure. */
export function sentenceFor(error: unknown): string {
  if (error instanceof Refusal || error instanceof Unreachable) return error.message;
  return t.error.unexpected;
}

/** Turns a non-2xx answer into the error to throw; Medusa's own answers have a `type` and often an English message. */
export function errorOfAnswer(status: number, body: unknown): Refusal | Unreachable {
  // Medusa gives its own failures (500) a code too; they decide nothing. Only a vendor's failure (502) is an answer.
  if (status >= 500 && !(status === 502 && hasCode(body))) return new Unreachable(`status ${status}`);
  const fields = isRecord(body) ? body : {};
  const code = textOf(fields.code) ?? textOf(fields.type) ?? `status_${status}`;
  const written = textOf(fields.message);
  return new Refusal(
    status,
    code,
    refusalIn(code) ?? chinese(written) ?? t.error.refused,
    textOf(fields.field),
    fields,
  );
}

/** The server words refusals in Chinese; English ones are Medusa's own, for programmers. */
const chinese = (written: string | undefined): string | undefined =>
  written !== undefined && /\p{Script=Han}/u.test(written) ? written : undefined;

function hasCode(body: unknown): boolean {
  return isRecord(body) && typeof body.code === "string" && body.code.length > 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
