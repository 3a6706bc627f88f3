import type { MedusaContainer } from "@medusajs/framework/types";
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";

/** Whose data is meant. It names nobody: workflows' inputs may be kept by their engine. */
export interface DataSubject {
  customer_id: string;
  /** The moment of the answer, ISO 8601. */
  now: string;
  /** When the account was closed, ISO 8601; null while it is open. */
  closed_at: string | null;
}

/** Why an account cannot be closed yet. */
export interface ClosingRefusal {
  code: string;
  /** For the person to read. */
  message: string;
  /** Until when that is so, where it ends by itself. */
  until?: string;
}

/** What a plugin that keeps something about customers does for them. The plugin accounts asks. */
export interface PersonalData {
  /** Why the account has to stay for now, or null. Changes nothing. */
  closingRefusal?(subject: DataSubject, container: MedusaContainer): Promise<ClosingRefusal | null>;
  /**
   * Erases what says who somebody was. What the law has kept stays until its time is over: the same is asked again every
   * day, so everything here may run twice.
   */
  erase(subject: DataSubject, container: MedusaContainer): Promise<void>;
  /** Everything the plugin knows of a customer, as JSON. */
  export(subject: DataSubject, container: MedusaContainer): Promise<Record<string, unknown>>;
  /** Whether a customer has anything here that another account of theirs would miss. Changes nothing. */
  isUsed(subject: DataSubject, container: MedusaContainer): Promise<boolean>;
  /**
   * Hands what would be no loss, but is no use to anybody else either, such as a cart, to the account into which an unused
   * one is merged. The unused one is erased afterwards. May run twice.
   */
  handOver?(subject: DataSubject & { into_customer_id: string }, container: MedusaContainer): Promise<void>;
}

export type PersonalDataAct = "closing_refusal" | "erase" | "export" | "is_used" | "hand_over";

export interface PersonalDataQuestion extends DataSubject {
  act: PersonalDataAct;
  /** With `hand_over`: the account that stays. */
  into_customer_id?: string;
}

async function answer(
  port: PersonalData,
  { act, into_customer_id, ...subject }: PersonalDataQuestion,
  container: MedusaContainer,
) {
  if (act === "export") return port.export(subject, container);
  if (act === "is_used") return port.isUsed(subject, container);
  if (act === "closing_refusal") return (await port.closingRefusal?.(subject, container)) ?? null;
  if (act === "hand_over") {
    if (into_customer_id === undefined) throw new Error("nobody is named to hand things over to");
    await port.handOver?.({ ...subject, into_customer_id }, container);
    return null;
  }
  await port.erase(subject, container);
  return null;
}

/**
 * The port by which a plugin answers for people's data: a workflow, found by its name, because what it asks may cross
 * modules.
 */
export function personalDataWorkflow(name: string, port: PersonalData) {
  const step = createStep(name, async (question: PersonalDataQuestion, { container }) => {
    return new StepResponse<unknown, null>(await answer(port, question, container), null);
  });
  return createWorkflow(name, (question: PersonalDataQuestion) => new WorkflowResponse(step(question)));
}

/** Whether a time that the law sets is over for an account that was closed. */
export function isRetentionOver({ closed_at, now }: DataSubject, years: number): boolean {
  if (closed_at === null) return false;
  const until = new Date(closed_at);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until.getTime() <= new Date(now).getTime();
}
