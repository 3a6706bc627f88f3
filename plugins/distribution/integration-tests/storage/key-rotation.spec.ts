import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refuseWrongKeys } from "../../src/modules/distribution/identity/encryption-keys";
import { encryptorOf, type SealingKey } from "../../src/modules/distribution/identity/encryptor";
import { rotateKeys } from "../../src/modules/distribution/identity/key-rotation";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import type { DistributionModuleService } from "../../src/modules/distribution/service";
import { openTestLedger, type TestLedger } from "../database";
import { freshIdNumber } from "../id-numbers";
import { drift } from "../ledger-clock";
import {
  bind,
  captureOf,
  freshId,
  join,
  MATURED,
  matureAll,
  placeOrder,
  publishTwoTiers,
  receiptOf,
} from "../shop-life";

const freshKey = (id: string): SealingKey => ({ id, key: randomBytes(32).toString("base64") });
const [first, second, third] = [freshKey("1"), freshKey("2026-06"), freshKey("2027-06")];
const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
const now = () => MATURED;
const PEOPLE = 8;

let ledger: TestLedger;
/** A server that knows the next key but does not seal with it yet, and one that does. */
let before: DistributionModuleService;
let after: DistributionModuleService;

beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", {
    payout_provider: "manual",
    identity_key: first.key,
    payout_limits: {
      per_transfer_fen: "3000000",
      per_person_day_fen: "5000000",
      per_shop_day_fen: "90000000",
    },
  });
  await publishTwoTiers(ledger.service);
  before = await ledger.anotherService({ identity_keys: [first, second], identity_key: undefined });
  after = await ledger.anotherService({ identity_keys: [second], identity_key: first.key });
});

afterAll(async () => {
  await ledger?.close();
});

function tell(service: DistributionModuleService, { customer_id }: DistributorRow, id_number: string) {
  const identity = { real_name: "王小藤", id_number, notice_version: "2026-03" };
  return service.identities.submit({ customer_id, ...identity, now: MATURED });
}

/** People who told who they are and earned ¥1 each; the first was paid and asks for a correction, another waits. */
async function peopleOfBefore() {
  const { service } = ledger;
  const people = [];
  for (let index = 0; index < PEOPLE; index++) {
    const [person, buyer] = [await join(service), await join(service)];
    await bind(service, buyer.customer_id, person);
    const order = await placeOrder(service, buyer.customer_id, [100_000n]);
    await service.intake.ingest([captureOf(order)]);
    await service.intake.recordReceipts([receiptOf(order)]);
    const id_number = freshIdNumber();
    await tell(service, person, id_number);
    people.push({ person, id_number });
  }
  await matureAll(service);
  return people;
}

async function request(service: DistributionModuleService, { customer_id }: DistributorRow): Promise<string> {
  const wanted = { customer_id, amount_fen: 1_000n, payee, request_key: freshId("key"), now: MATURED };
  const asked = await service.payouts.request(wanted);
  if (asked.kind === "refused") throw new Error(asked.code);
  return asked.payout.id;
}

const decision = (payout_id: string) => ({ payout_id, actor_id: "user_owner", now: MATURED });

const correct = (service: DistributionModuleService, { customer_id }: DistributorRow) =>
  service.identities.ask({
    customer_id,
    cause: "name_changed",
    real_name: "王大藤",
    id_number: freshIdNumber(),
    notice_version: "2026-03",
    now: MATURED,
  });

/** The names of the keys under which something is sealed. */
async function keysInUse(): Promise<string[]> {
  const rows = await ledger.asOwner.query<{ id: string }[]>(
    `select sealed_with as id from distribution.identity union select sealed_with from distribution.former_identity
     union select sealed_with from distribution.identity_correction where state = 'open'
     union select payee_sealed_with from distribution.payout order by 1`,
  );
  return rows.map(({ id }) => id);
}

describe("a change of keys", () => {
  let people: Awaited<ReturnType<typeof peopleOfBefore>>;
  let paid: string;
  let waiting: string;

  beforeAll(async () => {
    people = await peopleOfBefore();
    const [one, two] = people;
    if (!one || !two) throw new Error("nobody is there");
    paid = await request(ledger.service, one.person);
    await ledger.service.payouts.approve(decision(paid));
    await ledger.service.payouts.endTransfer({ ...decision(paid), outcome: "confirmed", note: "银行流水 1" });
    const asked = await correct(ledger.service, one.person);
    if (asked.kind !== "requested") throw new Error(asked.kind);
    const approval = {
      correction_id: asked.correction.id,
      act: "approve",
      reason: "已核对",
      ...decision(""),
    } as const;
    await ledger.service.identities.decide(approval);
    expect(await correct(ledger.service, one.person)).toMatchObject({ kind: "requested" });
    waiting = await request(ledger.service, two.person);
  }, 60_000);

  it("goes on where it was stopped, while people tell who they are on servers of both sorts", async () => {
    const ring = encryptorOf([second, first]);
    const stopped = rotateKeys(ledger.asOwner, ring, {
      now,
      onBatch: () => {
        throw new Error("killed after a batch");
      },
    });
    await expect(stopped).rejects.toThrow("killed after a batch");
    expect(await keysInUse()).toEqual(["1", "2026-06"]);
    const newcomers = await Promise.all(Array.from({ length: 2 * PEOPLE }, () => join(ledger.service)));
    const numbers = newcomers.map((_, index) => (index % 2 === 0 ? freshIdNumber() : ""));
    // Two tell the same number at once, on a server of each sort; who meets the retirement of a key tries again.
    const telling = newcomers.map(async (person, index) => {
      const number = numbers[index - (index % 2)] ?? "";
      if (index % 2 === 1) return tell(after, person, number);
      return tell(before, person, number).catch((error: Error) => {
        expect(error.message).toMatch(/is retired/);
        return tell(after, person, number);
      });
    });
    const [rotation, ...told] = await Promise.all([rotateKeys(ledger.asOwner, ring, { now }), ...telling]);
    expect(rotation.retired).toEqual(["1"]);
    for (let pair = 0; pair < PEOPLE; pair++) {
      const kinds = [told[2 * pair], told[2 * pair + 1]].map((result) =>
        result?.kind === "refused" ? result.code : result?.kind,
      );
      expect(kinds.sort()).toEqual(["identity_taken", "recorded"]);
    }
    expect(await keysInUse()).toEqual(["2026-06"]);
  });

  it("leaves everything as it was to a server that has the new key alone", async () => {
    const service = await ledger.anotherService({ identity_keys: [second], identity_key: undefined });
    const [one, two, three] = people;
    if (!one || !two || !three) throw new Error("nobody is there");
    const shown = { id_number: expect.stringContaining(three.id_number.slice(-4)), real_name: "王**" };
    expect(await service.identities.masked(three.person.id)).toEqual(shown);
    expect(await service.payouts.revealPayee(decision(paid))).toMatchObject({ real_name: "王小藤", payee });
    expect(await service.payouts.approve(decision(waiting))).toMatchObject({ kind: "approved" });
    expect((await service.payouts.order(waiting))?.order).toMatchObject({ real_name: "王小藤", payee });
    const [listed] = await service.identities.list({ state: "open", limit: 1, after: null });
    expect(listed).toMatchObject({ told: { real_name: "王**" }, asked: { real_name: "王**" } });
    expect(await tell(service, await join(service), three.id_number)).toMatchObject({
      code: "identity_taken",
    });
    await expect(ledger.service.identities.masked(three.person.id)).rejects.toThrow(/sealing_key_unknown/);
    expect(await drift(ledger)).toEqual([]);
  });

  it("lets nobody seal under the key that was retired", async () => {
    await expect(tell(ledger.service, await join(ledger.service), freshIdNumber())).rejects.toThrow(
      /is retired/,
    );
    await expect(refuseWrongKeys(ledger.asService.manager, encryptorOf([first, second]))).rejects.toThrow(
      /identity_keys begins with "1", which was retired/,
    );
  });

  it("stops the boot by name where a key is missing or is another one", async () => {
    const refuse = (...ring: [SealingKey, ...SealingKey[]]) =>
      refuseWrongKeys(ledger.asService.manager, encryptorOf(ring));
    await expect(refuse(third)).rejects.toThrow(/identity_keys lacks the key "2026-06"/);
    await expect(refuse(freshKey("2026-06"))).rejects.toThrow(/has another key as "2026-06"/);
    await expect(rotateKeys(ledger.asOwner, encryptorOf([third, first]), { now })).rejects.toThrow(
      /lacks the key/,
    );
    await refuse(second);
    await refuse(third, second);
  });

  it("changes nothing else of a payout that is over, and the service changes no payee at all", async () => {
    await expect(
      ledger.asOwner.query(
        `update distribution.payout set payee_sealed_with = 'x', reference = '改写' where id = $1`,
        [paid],
      ),
    ).rejects.toThrow(/cannot become/);
    await expect(
      ledger.asService.query(`update distribution.payout set payee_sealed = '\\x00' where id = $1`, [
        waiting,
      ]),
    ).rejects.toThrow(/permission denied/);
  });

  it("a dump holds no name, no number and no account number", async () => {
    const secrets = ["王小藤", "王大藤", payee.account_number, ...people.map(({ id_number }) => id_number)];
    for (const table of [
      "identity",
      "former_identity",
      "identity_correction",
      "payout",
      "sealing_key",
      "audit",
    ]) {
      const rows = await ledger.asOwner.query<{ text: string }[]>(
        `select t::text as text from distribution.${table} t`,
      );
      const dump = rows.map(({ text }) => text).join("\n");
      for (const secret of secrets) {
        expect(dump).not.toContain(secret);
        expect(dump).not.toContain(Buffer.from(secret).toString("hex"));
      }
    }
  });
});

it("what accounts showed under the older key is recognised while that key is there", async () => {
  const [one, two] = [await join(ledger.service), await join(ledger.service)];
  const device = [{ kind: "device", text: freshId("device") }] as const;
  await before.risk.recordSignals(one.customer_id, device, MATURED);
  await after.risk.recordSignals(two.customer_id, device, MATURED);
  expect(new Set(await after.risk.sharingDistributors(two.customer_id))).toEqual(new Set([one.id, two.id]));
});

it("a legacy ledger, in which no key has a name yet, boots with its own key only", async () => {
  const legacy = await openTestLedger("cn-mainland", { payout_provider: "manual", identity_key: first.key });
  try {
    await publishTwoTiers(legacy.service);
    await tell(legacy.service, await join(legacy.service), freshIdNumber());
    await legacy.asOwner.query(`delete from distribution.sealing_key`);
    await refuseWrongKeys(legacy.asService.manager, encryptorOf([first]));
    await expect(refuseWrongKeys(legacy.asService.manager, encryptorOf([freshKey("1")]))).rejects.toThrow(
      /another key as "1"/,
    );
    await expect(refuseWrongKeys(legacy.asService.manager, encryptorOf([second]))).rejects.toThrow(
      /lacks the key "1"/,
    );
  } finally {
    await legacy.close();
  }
});
