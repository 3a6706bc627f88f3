import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { type Refused, refused } from "../../domain/errors";
import { type ErasureRefusal, payableUntil } from "../../domain/identity/erasure";
import { distributionService } from "../distribution-service";
import { readPayableOrders } from "./payable-orders";

export interface EraseAccountInput {
  customer_id: string;
}

/** Until when the law has the sealed identity kept, or why the account stays. */
export type EraseAccountResult =
  | { kind: "erased"; distributor_id: string; identity_kept_until: string | null }
  | (Refused<ErasureRefusal | "not_a_distributor"> & { until?: string });

const eraseAccountStep = createStep(
  "distribution-erase-account",
  async ({ customer_id }: EraseAccountInput, { container }): Promise<StepResponse<EraseAccountResult>> => {
    const now = new Date();
    const payable = await readPayableOrders(container);
    const own = await distributionService(container).identities.erasure.ordersEarningFor(
      customer_id,
      payable.map(({ order_id }) => order_id),
    );
    const until = payableUntil(
      payable.filter(({ order_id }) => own.has(order_id)),
      now,
    );
    if (until) {
      const refusal = { ...refused("orders_open"), until: until.toISOString() } as const;
      return new StepResponse<EraseAccountResult>(refusal);
    }
    const result = await distributionService(container).identities.erasure.erase({ customer_id, now });
    if (result.kind === "refused") return new StepResponse<EraseAccountResult>(result);
    const identity_kept_until = result.identity_kept_until?.toISOString() ?? null;
    return new StepResponse<EraseAccountResult>({ ...result, identity_kept_until });
  },
);

/**
 * Closes a person's own account for good, and says so (`distribution.distributor_closed`). Refused while an order that
 * earns them something may still be paid; what else is paid later (goods added to an order) earns them nothing.
 */
export const eraseAccountWorkflow = createWorkflow(
  "distribution-erase-account",
  (input: EraseAccountInput) => {
    const result = eraseAccountStep(input);
    when("distribution-erased", { result }, ({ result }) => result.kind === "erased").then(() => {
      const data = transform({ result, input }, ({ result, input }) => ({
        distributor_id: result.kind === "erased" ? result.distributor_id : "",
        customer_id: input.customer_id,
      }));
      emitEventStep({ eventName: "distribution.distributor_closed", data });
    });
    return new WorkflowResponse(result);
  },
);
