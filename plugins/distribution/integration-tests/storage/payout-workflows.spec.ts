import { randomBytes } from "node:crypto";
import { asValue, createContainer } from "@medusajs/framework/awilix";
import type { MedusaContainer } from "@medusajs/framework/types";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PayoutProvider, TransferState } from "../../src/payout-provider";
import { payOutWorkflow, tellIdentityWorkflow } from "../../src/workflows";
import { followTransfersWorkflow } from "../../src/workflows/follow-transfers";
import { openTestLedger, type TestLedger } from "../database";
import {
  balancesOf,
  captureOf,
  chain,
  matureAll,
  placeOrder,
  publishTwoTiers,
  receiptOf,
} from "../shop-life";

const ID_NUMBER = "110101199003070011";
const payee = { bank_name: "招商银行", account_number: "6222021234567890" };

let ledger: TestLedger;
let container: MedusaContainer;

/** A provider that loses its first answer after the money has moved, as a network does. */
const numbers: string[] = [];
const paidUnder = new Set<string>();
const forgetful: PayoutProvider = {
  is_manual: false,
  transfer: async ({ outward_number }): Promise<TransferState> => {
    numbers.push(outward_number);
    const isKnown = paidUnder.has(outward_number);
    paidUnder.add(outward_number);
    if (!isKnown) throw new Error("the answer was lost");
    return { state: "confirmed", reference: "bill-1" };
  },
};

const announced: string[] = [];

beforeAll(async () => {
  const identity_key = randomBytes(32).toString("base64");
  ledger = await openTestLedger("cn-mainland", { payout_provider: "forgetful", identity_key });
  await publishTwoTiers(ledger.service);
  const events = {
    emit: async (messages: { name: string }[]) => announced.push(...messages.map(({ name }) => name)),
    releaseGroupedEvents: async () => {},
    clearGroupedEvents: async () => {},
  };
  const made = createContainer();
  made.register({
    distribution: asValue(ledger.service),
    forgetful: asValue(forgetful),
    logger: asValue({ error: () => {} }),
    event_bus: asValue(events),
  });
  container = made as unknown as MedusaContainer;
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

it("regression 9: a transfer whose answer was lost is asked for again under its number and booked once", async () => {
  const { service } = ledger;
  const [inviter, buyer] = await chain(service, 2);
  if (!inviter || !buyer) throw new Error("the chain is short");
  const order = await placeOrder(service, buyer.customer_id, [100_000n]);
  await service.settle([captureOf(order)]);
  await service.takeInReceipts([receiptOf(order)]);
  await matureAll(service);
  const { customer_id } = inviter;
  const identity = { customer_id, real_name: "王小藤", id_number: ID_NUMBER, notice_version: "2026-03" };
  const told = await tellIdentityWorkflow(container).run({ input: identity });
  expect(told.result).toMatchObject({ kind: "recorded" });

  const wanted = { customer_id, amount_fen: "5000", payee, request_key: "key-1" };
  const { result: asked } = await payOutWorkflow(container).run({ input: { act: "request", ...wanted } });
  if (asked.kind === "refused") throw new Error(asked.code);
  const decision = { payout_id: asked.payout.id, actor_id: "user_owner" };
  const approved = await payOutWorkflow(container).run({ input: { act: "approve", ...decision } });
  expect(approved.result).toMatchObject({ kind: "decided", payout: { state: "transferring" } });
  expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 5_000n, hold_fen: 5_000n });
  const marked = { act: "confirm", ...decision, outcome: "failed", note: "我看没到账" } as const;
  expect((await payOutWorkflow(container).run({ input: marked })).result).toMatchObject({
    code: "payout_not_manual",
  });

  await followTransfersWorkflow(container).run({ input: {} });
  await followTransfersWorkflow(container).run({ input: {} });
  expect(numbers).toEqual([asked.payout.outward_number, asked.payout.outward_number]);
  expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 5_000n, hold_fen: 0n });
  const [row] = await service.listPayouts({ distributor_id: inviter.id, state: null, limit: 1, after: null });
  expect(row).toMatchObject({ state: "confirmed", reference: "bill-1" });
  expect(announced).toEqual(["distribution.payout_requested", "distribution.payout_approved"]);
});
