import { WorkflowManager } from "@medusajs/framework/orchestration";
import { OrchestrationUtils } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { completeCartWorkflow } from "@medusajs/medusa/core-flows";

/*
 * Whoever hooks into Medusa's completion of a cart is heard for an order of ours too, with what a plain cart gives them.
 * Medusa keeps a hook's handlers in the workflow that has the hook and lets nobody else call them, so they are called
 * here as its own engine does: with the results of the two steps that a hook of `complete-cart` reads. `validate` is the
 * mall's own; what it guards is guarded in `reckon-order`.
 */

type HookName = "beforePaymentAuthorization" | "orderCreated";

interface HookInput {
  name: HookName;
  cart_id: string;
  order_id: string;
}

type StepContext = Parameters<Parameters<typeof createStep>[1]>[1];
type Handler = (step: object) => Promise<{ output?: unknown } | undefined>;

function handlersOf(name: HookName): { invoke: Handler; compensate?: Handler } {
  const workflow = WorkflowManager.getWorkflow(completeCartWorkflow.getName()) as unknown as
    | { handlers_: Map<string, { invoke: Handler; compensate?: Handler }> }
    | undefined;
  const handlers = workflow?.handlers_.get(name);
  if (!handlers) throw new Error(`@tengman/mall: Medusa's complete-cart has no hook ${name} any more`);
  return handlers;
}

/** The part of an engine's transaction that a step asks: which run it is, and what was reckoned for a step before. */
function transactionOf({ eventGroupId, runId, transactionId }: StepContext) {
  const reckoned = new Map<string, unknown>();
  return {
    modelId: completeCartWorkflow.getName(),
    transactionId,
    getFlow: () => ({ metadata: { eventGroupId }, runId }),
    hasTemporaryData: (key: string) => reckoned.has(key),
    getTemporaryData: (key: string) => reckoned.get(key),
    setTemporaryData: (key: string, value: unknown) => reckoned.set(key, value),
  };
}

/** What a step has answered, as the engine keeps it. */
const answered = (output: unknown) => ({
  output: { __type: OrchestrationUtils.SymbolWorkflowStepResponse, output },
});

/** What Medusa's engine hands a step of `complete-cart` when its cart has become this order. */
function stepOf({ name, cart_id, order_id }: HookInput, context: StepContext, outcome?: unknown) {
  const { container, metadata, eventGroupId, transactionId } = context;
  return {
    container,
    payload: { id: cart_id },
    invoke: {
      "create-orders": answered([{ id: order_id }]),
      "cart-query": answered({ data: { id: cart_id } }),
      ...(outcome === undefined
        ? {}
        : {
            [name]: {
              output: { __type: OrchestrationUtils.SymbolWorkflowStepResponse, compensateInput: outcome },
            },
          }),
    },
    compensate: {},
    metadata: { ...metadata, model_id: completeCartWorkflow.getName(), action: name },
    context: { ...context.context, eventGroupId, transactionId },
    step: { definition: {} },
    transaction: transactionOf(context),
  };
}

/** Calls the handler of a hook of Medusa's `complete-cart`, and takes back what it did when the order fails. */
const completionHookStep = (name: HookName) =>
  createStep(
    `call-${name}`,
    async (input: Omit<HookInput, "name">, context) => {
      const hook = { ...input, name };
      const answer = await handlersOf(name).invoke(stepOf(hook, context));
      const response = answer?.output as { compensateInput?: unknown } | undefined;
      const given = response?.compensateInput ?? null;
      // A hook that nobody handles answers with a symbol, which no workflow can keep.
      const outcome = typeof given === "symbol" ? null : given;
      return new StepResponse(true, { hook, outcome });
    },
    async (called, context) => {
      if (!called) return;
      await handlersOf(name).compensate?.(stepOf(called.hook, context, called.outcome ?? undefined));
    },
  );

export const beforePaymentAuthorizationStep = completionHookStep("beforePaymentAuthorization");
export const orderCreatedStep = completionHookStep("orderCreated");
