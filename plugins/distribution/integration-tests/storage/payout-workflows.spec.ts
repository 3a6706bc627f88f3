import { randomBytes } from "node:crypto";
import { asValue, createContainer } from "@medusajs/framework/awilix";
import type { MedusaContainer } from "@medusajs/framework/types";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import type { PayoutProvider, TransferState } from "../../src/payout-provider";
import { payOut } from "../../src/workflows";
import { distributionService } from "../../src/workflows/distribution-service";
import { followTransfers } from "../../src/workflows/payout/follow-transfers";
import { cancelOwnPayout, lookAtOwnPayout } from "../../src/workflows/payout/own-payout";
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

/** A provider that loses its first answer after the money has moved, as a network does. */
const numbers: string[] = [];
const paidUnder = new Set<string>();
const forgetful: PayoutProvider = {
  is_manual: false,
  destination: null,
  transfer: async ({ outward_number }): Promise<TransferState> => {
    numbers.push(outward_number);
    const isKnown = paidUnder.has(outward_number);
    paidUnder.add(outward_number);
    if (!isKnown) throw new Error("the answer was lost");
    return { state: "confirmed", reference: "bill-1" };
  },
};

/** A provider whose payees must agree, and who takes back what nobody has agreed to. */
const cautious: PayoutProvider & { calls: number; taken_back: boolean; confirm_by: Date } = {
  is_manual: false,
  destination: "零钱",
  calls: 0,
  taken_back: false,
  confirm_by: new Date("2026-03-17T00:00:00Z"),
  transfer: async (): Promise<TransferState> => {
    cautious.calls += 1;
    if (cautious.taken_back) return { state: "failed", reason: "已撤回" };
    const { confirm_by } = cautious;
    return { state: "waiting_for_user", confirmation: { package: "opaque" }, confirm_by };
  },
  cancel: async (): Promise<TransferState> => {
    cautious.taken_back = true;
    return { state: "waiting" };
  },
};

const announced: string[] = [];

/** A ledger whose payouts go through the provider of this name, in a container as Medusa's. */
interface Shop {
  ledger: TestLedger;
  container: MedusaContainer;
}

async function openShop(payout_provider: "forgetful" | "cautious"): Promise<Shop> {
  const identity_key = randomBytes(32).toString("base64");
  const ledger = await openTestLedger("cn-mainland", { payout_provider, identity_key });
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
    cautious: asValue(cautious),
    logger: asValue({ error: () => {} }),
    event_bus: asValue(events),
  });
  return { ledger, container: made as unknown as MedusaContainer };
}

let shop: Shop;
let cautiousShop: Shop;

beforeAll(async () => {
  shop = await openShop("forgetful");
  cautiousShop = await openShop("cautious");
}, 60_000);

afterAll(async () => {
  await shop?.ledger.close();
  await cautiousShop?.ledger.close();
});

/** A distributor with ¥100.00 to take out, whose identity is told. */
async function earner(
  { ledger: { service }, container }: Shop,
  id_number = ID_NUMBER,
): Promise<DistributorRow> {
  const [inviter, buyer] = await chain(service, 2);
  if (!inviter || !buyer) throw new Error("the chain is short");
  const order = await placeOrder(service, buyer.customer_id, [100_000n]);
  await service.intake.ingest([captureOf(order)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await matureAll(service);
  const { customer_id } = inviter;
  const identity = { customer_id, real_name: "王小藤", id_number, notice_version: "2026-03" };
  const submitted = await distributionService(container).identities.submit({ ...identity, now: new Date() });
  expect(submitted).toMatchObject({ kind: "recorded" });
  return inviter;
}

it("regression 9: a transfer whose answer was lost is asked for again under its number and booked once", async () => {
  const { ledger, container } = shop;
  const { service } = ledger;
  const inviter = await earner(shop);
  const { customer_id } = inviter;

  const wanted = { customer_id, amount_fen: "5000", payee, request_key: "key-1" };
  const asked = await payOut(container, { act: "request", ...wanted });
  if (asked.kind === "refused") throw new Error(asked.code);
  const decision = { payout_id: asked.payout.id, actor_id: "user_owner" };
  const approved = await payOut(container, { act: "approve", ...decision });
  expect(approved).toMatchObject({ kind: "decided", payout: { state: "transferring" } });
  expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 5_000n, hold_fen: 5_000n });
  const marked = { act: "confirm", ...decision, outcome: "failed", note: "我看没到账" } as const;
  expect(await payOut(container, marked)).toMatchObject({
    code: "payout_not_manual",
  });

  await followTransfers(container);
  await followTransfers(container);
  expect(numbers).toEqual([asked.payout.outward_number, asked.payout.outward_number]);
  expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 5_000n, hold_fen: 0n });
  const [row] = await service.payouts.list({
    distributor_id: inviter.id,
    state: null,
    limit: 1,
    after: null,
  });
  expect(row).toMatchObject({ state: "confirmed", reference: "bill-1" });
  expect(announced).toEqual([
    "distribution.payout_requested",
    "distribution.payout_approved",
    "distribution.payout_confirmed",
  ]);
});

it("waits for its payee: only they see how to agree, and only they take it back", async () => {
  const { ledger, container } = cautiousShop;
  const { service } = ledger;
  const inviter = await earner(cautiousShop);
  const { customer_id } = inviter;
  const request = async (request_key: string) => {
    const wanted = { act: "request", customer_id, amount_fen: "5000", payee, request_key } as const;
    const result = await payOut(container, wanted);
    if (result.kind === "refused") throw new Error(result.code);
    return result.payout;
  };
  const first = await request("key-1");
  expect(first.payee_hint).toBe("零钱");
  const strangers = { customer_id: "cus_other", payout_id: first.id };
  expect(await lookAtOwnPayout(container, strangers)).toMatchObject({ code: "payout_not_found" });
  expect(await cancelOwnPayout(container, strangers)).toMatchObject({ code: "payout_not_found" });
  const withdrawn = await cancelOwnPayout(container, { customer_id, payout_id: first.id });
  expect(withdrawn).toMatchObject({ payout: { state: "rejected", reason: "本人已撤回", transfer: null } });
  expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 10_000n, hold_fen: 0n });

  const { id: payout_id } = await request("key-2");
  const own = { customer_id, payout_id };
  await payOut(container, { act: "approve", payout_id, actor_id: "user_owner" });
  expect(await lookAtOwnPayout(container, own)).toMatchObject({
    payout: {
      state: "transferring",
      transfer: {
        state: "waiting_for_user",
        confirmation: { package: "opaque" },
        confirm_by: "2026-03-17T00:00:00.000Z",
      },
    },
  });
  // What was asked for may not have happened yet: the money stays where it is until the provider says so.
  expect(await cancelOwnPayout(container, own)).toMatchObject({ payout: { state: "transferring" } });
  expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 5_000n, hold_fen: 5_000n });
  expect(await lookAtOwnPayout(container, own)).toMatchObject({
    payout: { state: "failed", reason: "已撤回", transfer: null },
  });
  expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 10_000n, hold_fen: 0n });
  const calls = cautious.calls;
  expect(await lookAtOwnPayout(container, own)).toMatchObject({ payout: { state: "failed" } });
  expect(cautious.calls).toBe(calls);
  expect(await cancelOwnPayout(container, own)).toMatchObject({ code: "payout_state_changed" });
});

it("reminds a payee who has not agreed, towards the end of their time and once, however many look at once", async () => {
  const { container } = cautiousShop;
  const { customer_id } = await earner(cautiousShop, "11010119900307002X");
  cautious.taken_back = false;
  const reminders = () => announced.filter((name) => name === "distribution.payout_awaiting_confirmation");
  const wanted = {
    act: "request",
    customer_id,
    amount_fen: "5000",
    payee: null,
    request_key: "key-3",
  } as const;
  const result = await payOut(container, wanted);
  if (result.kind === "refused") throw new Error(result.code);
  const { id: payout_id } = result.payout;
  cautious.confirm_by = new Date(Date.now() + 7 * 3_600_000);
  await payOut(container, { act: "approve", payout_id, actor_id: "user_owner" });
  await followTransfers(container);
  expect(reminders()).toEqual([]);
  cautious.confirm_by = new Date(Date.now() + 5 * 3_600_000);
  const own = { customer_id, payout_id };
  await Promise.all(Array.from({ length: 5 }, () => lookAtOwnPayout(container, own)));
  await followTransfers(container);
  expect(reminders()).toHaveLength(1);
});
