import type { CustomerDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { profileUpdate } from "../../domain/customer-profile.js";
import type { KnownPerson } from "./read-wechat-person.js";

interface Refreshed {
  changed: boolean;
}

type Undo = Pick<CustomerDTO, "id" | "first_name" | "metadata"> | null;

/** Brings name and picture of a known customer up to date with what WeChat told at this log-in. */
export const refreshCustomerProfileStep = createStep(
  "refresh-wechat-customer-profile",
  async ({ person, customer }: KnownPerson, { container }) => {
    const update = customer && profileUpdate(customer, person);
    if (!customer || !update) return new StepResponse<Refreshed, Undo>({ changed: false }, null);
    await container.resolve(Modules.CUSTOMER).updateCustomers(customer.id, update);
    const { id, first_name, metadata } = customer;
    return new StepResponse<Refreshed, Undo>({ changed: true }, { id, first_name, metadata });
  },
  async (before, { container }) => {
    if (!before) return;
    const { id, first_name, metadata } = before;
    await container
      .resolve(Modules.CUSTOMER)
      .updateCustomers(id, { first_name: first_name ?? null, metadata: metadata ?? null });
  },
);
