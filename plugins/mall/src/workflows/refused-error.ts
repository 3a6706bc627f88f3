import { MedusaError } from "@medusajs/framework/utils";
import { isRefusalCode, REFUSALS, type Refusal } from "../domain/refusal";

const TYPE_BY_STATUS: Record<number, string> = {
  400: MedusaError.Types.INVALID_DATA,
  404: MedusaError.Types.NOT_FOUND,
  502: MedusaError.Types.UNEXPECTED_STATE,
};

/** Medusa's error type that goes with a refusal. */
export function errorTypeOf({ code }: Refusal): string {
  return TYPE_BY_STATUS[REFUSALS[code].status] ?? MedusaError.Types.NOT_ALLOWED;
}

/** An expected refusal on its way out of a workflow: what the workflow has written so far is taken back. */
export class RefusedError extends MedusaError {
  readonly field: string | undefined;

  constructor(refusal: Refusal) {
    super(errorTypeOf(refusal), refusal.message, refusal.code);
    this.field = refusal.field;
  }
}

/** The refusal an error carries, also when a workflow engine has turned the error into a plain object. */
export function refusalOf(error: unknown): Refusal | null {
  if (typeof error !== "object" || error === null || !("code" in error) || !isRefusalCode(error.code))
    return null;
  const { code, message, field } = error as { code: Refusal["code"]; message?: unknown; field?: unknown };
  const text = typeof message === "string" ? message : REFUSALS[code].message;
  return typeof field === "string" ? { code, message: text, field } : { code, message: text };
}
