import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filingRow } from "../../src/domain/payout/tax-filing";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import type { DistributionModuleService } from "../../src/modules/distribution/service";
import { openTestLedger, type TestLedger } from "../database";
import { freshIdNumber } from "../id-numbers";
import {
  captureOf,
  chain,
  freshId,
  join,
  MATURED,
  matureAll,
  placeOrder,
  publishTwoTiers,
  receiptOf,
} from "../shop-life";

const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
const APRIL = new Date("2026-04-10T02:00:00Z");

let ledger: TestLedger;
let service: DistributionModuleService;

beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", {
    payout_provider: "manual",
    identity_key: randomBytes(32).toString("base64"),
    payout_limits: {
      per_transfer_fen: "3000000",
      per_person_day_fen: "5000000",
      per_shop_day_fen: "90000000",
    },
  });
  service = ledger.service;
  await publishTwoTiers(service);
});

afterAll(async () => {
  await ledger?.close();
});

const notice_version = "2026-03";

function tell({ customer_id }: DistributorRow, real_name: string, id_number: string) {
  return service.identities.submit({ customer_id, real_name, id_number, notice_version, now: MATURED });
}

/** A distributor who earned ¥500 and told a wrong name. */
async function wronglyNamed() {
  const [inviter, buyer] = await chain(service, 2);
  if (!inviter || !buyer) throw new Error("the chain is short");
  const order = await placeOrder(service, buyer.customer_id, [500_000n]);
  await service.intake.ingest([captureOf(order)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await matureAll(service);
  const id_number = freshIdNumber();
  await tell(inviter, "王小滕", id_number);
  return { inviter, id_number };
}

async function request({ customer_id }: DistributorRow, amount_fen: bigint, now = APRIL): Promise<string> {
  const asked = await service.payouts.request({
    customer_id,
    amount_fen,
    payee,
    request_key: freshId("key"),
    now,
  });
  if (asked.kind === "refused") throw new Error(asked.code);
  return asked.payout.id;
}

async function pay(inviter: DistributorRow, amount_fen: bigint, now = APRIL): Promise<string> {
  const payout_id = await request(inviter, amount_fen, now);
  const decision = { payout_id, actor_id: "user_owner", now };
  await service.payouts.approve(decision);
  await service.payouts.endTransfer({ ...decision, outcome: "confirmed", note: "银行流水 1" });
  return payout_id;
}

function correct({ customer_id }: DistributorRow, real_name: string, id_number: string, now = APRIL) {
  return service.identities.ask({
    customer_id,
    cause: "mistyped",
    real_name,
    id_number,
    notice_version,
    now,
  });
}

async function wish(inviter: DistributorRow, real_name: string, id_number: string, now = APRIL) {
  const asked = await correct(inviter, real_name, id_number, now);
  if (asked.kind !== "requested") throw new Error(JSON.stringify(asked));
  return asked.correction.id;
}

const decide = (
  correction_id: string,
  act: "approve" | "refuse" = "approve",
  reason = "已核对身份证",
  now = APRIL,
) => service.identities.decide({ correction_id, act, actor_id: "user_owner", reason, now });

const audited = (subject_id: string) =>
  ledger.asService.query(
    `select actor_id, action, before, after, reason from distribution.audit
     where subject_id = $1 and action like 'identity_corr%' order by seq`,
    [subject_id],
  );

describe("before any payout", () => {
  it("a person corrects themselves, at once, and the audit trail has both with their ends only", async () => {
    const { inviter, id_number } = await wronglyNamed();
    const right = freshIdNumber();
    expect(await correct(inviter, "王小藤", right)).toMatchObject({
      kind: "corrected",
      identity: { real_name: "王**" },
    });
    const shown = { real_name: "王**", id_number: expect.stringMatching(/^110\*{11}/) };
    expect(await audited(inviter.id)).toEqual([
      {
        actor_id: inviter.customer_id,
        action: "identity_corrected",
        before: shown,
        after: shown,
        reason: "mistyped",
      },
    ]);
    // The number that was wrong is free for whom it belongs to.
    expect(await tell(await join(service), "李小蔓", id_number)).toMatchObject({ kind: "recorded" });
    expect(await tell(await join(service), "李小蔓", right)).toMatchObject({ code: "identity_taken" });
  });

  it("takes nobody else's number, nobody under 18, nothing twice, and nothing before it was told", async () => {
    const { inviter, id_number } = await wronglyNamed();
    const other = await wronglyNamed();
    expect(await correct(inviter, "王小藤", other.id_number)).toMatchObject({ code: "identity_taken" });
    expect(await correct(inviter, "王小藤", "110101201503070011")).toMatchObject({ kind: "refused" });
    expect(await correct(inviter, "王小滕", id_number)).toMatchObject({ code: "identity_unchanged" });
    expect(await correct(await join(service), "王小藤", freshIdNumber())).toMatchObject({
      code: "identity_missing",
    });
  });
});

describe("after a payout", () => {
  it("a wish changes nothing before the merchant approves it, and holds for what is paid from then on", async () => {
    const { inviter, id_number } = await wronglyNamed();
    const before = await pay(inviter, 10_000n);
    const id = await wish(inviter, "王小藤", freshIdNumber());
    const seen = async (payout_id: string) => {
      const look = { payout_id, actor_id: "user_owner", now: APRIL };
      const revealed = await service.payouts.revealPayee(look);
      return revealed.kind === "revealed" ? revealed.real_name : revealed.code;
    };
    expect(await correct(inviter, "王藤", freshIdNumber())).toMatchObject({ code: "correction_open" });
    expect(await decide(id, "approve", " ")).toMatchObject({ code: "reason_missing" });
    expect(await decide(id)).toMatchObject({ kind: "approved", distributor_id: inviter.id });
    expect(await decide(id)).toMatchObject({ code: "correction_decided" });
    const after = await pay(inviter, 10_000n);
    expect([await seen(before), await seen(after)]).toEqual(["王小滕", "王小藤"]);
    expect(await audited(inviter.id)).toMatchObject([
      { action: "identity_correction_requested", actor_id: inviter.customer_id, reason: "mistyped" },
      { action: "identity_corrected", actor_id: "user_owner", reason: "已核对身份证" },
    ]);
    expect(await tell(await join(service), "李小蔓", id_number)).toMatchObject({ kind: "recorded" });
  });

  it("a return names whom the month's last payout names, with the earlier one in its remark; past months keep theirs", async () => {
    const { inviter, id_number } = await wronglyNamed();
    const right = freshIdNumber();
    await pay(inviter, 9_000n, new Date("2026-06-10T02:00:00Z"));
    await pay(inviter, 10_000n, new Date("2026-07-01T02:00:00Z"));
    await decide(await wish(inviter, "王小藤", right));
    await pay(inviter, 11_000n, new Date("2026-07-20T02:00:00Z"));
    await pay(inviter, 12_000n, new Date("2026-08-10T02:00:00Z"));
    const filed = async (month: string) => {
      const result = await service.payouts.taxes.export(month, { actor_id: "user_owner", now: APRIL });
      if (result.kind === "refused") throw new Error(result.code);
      return result.people.map(filingRow);
    };
    const [june, july, august] = [await filed("2026-06"), await filed("2026-07"), await filed("2026-08")];
    expect(june).toEqual([expect.stringContaining(`王小滕,居民身份证,\t${id_number}`)]);
    expect(july).toEqual([expect.stringContaining(`王小藤,居民身份证,\t${right}`)]);
    expect(july[0]).toContain("210.00");
    expect(july[0]).toContain(`本月部分款项以更正前的身份支付：王小滕 ${id_number}`);
    expect(august).toEqual([expect.stringContaining(`王小藤,居民身份证,\t${right}`)]);
    expect(august[0]).not.toContain("王小滕");
  });

  it("is refused while a payout is under way, however the two race", async () => {
    const { inviter } = await wronglyNamed();
    await pay(inviter, 10_000n);
    const id = await wish(inviter, "王小藤", freshIdNumber());
    const [decided] = await Promise.all([decide(id), request(inviter, 10_000n)]);
    const [payout] = await ledger.asOwner.query(
      `select p.id, p.identity_version, i.version from distribution.payout p
       join distribution.identity i using (distributor_id)
       where p.distributor_id = $1 and p.state = 'requested'`,
      [inviter.id],
    );
    if (decided.kind === "approved") expect(payout).toMatchObject({ identity_version: 2, version: 2 });
    else {
      expect(decided).toMatchObject({ code: "correction_waits_for_payout" });
      expect(payout).toMatchObject({ identity_version: 1, version: 1 });
    }
    expect(await correct(inviter, "王大藤", freshIdNumber())).toMatchObject({ code: "payout_under_way" });
  });

  it("a number that somebody else told meanwhile is theirs", async () => {
    const { inviter } = await wronglyNamed();
    await pay(inviter, 10_000n);
    const wanted = freshIdNumber();
    const id = await wish(inviter, "王小藤", wanted);
    await tell(await join(service), "李小蔓", wanted);
    expect(await decide(id)).toMatchObject({ code: "identity_taken" });
    expect(await decide(id, "refuse", "证件号码属于他人")).toMatchObject({ kind: "refused_wish" });
    expect(await service.identities.latestWish(inviter.id)).toMatchObject({
      state: "refused",
      decision_reason: "证件号码属于他人",
      real_name_sealed: null,
      id_number_sealed: null,
    });
  });

  it("SQL refuses to replace an identity that somebody was paid under, and to rewrite a decision", async () => {
    const { inviter } = await wronglyNamed();
    await pay(inviter, 10_000n);
    const write = (sql: string) => ledger.asService.query(sql, [inviter.id]);
    await expect(
      write(`update distribution.identity set real_name_sealed = '\\x00' where distributor_id = $1`),
    ).rejects.toThrow(/cannot be replaced like this/);
    await expect(
      write(
        `update distribution.identity set version = 2, real_name_sealed = '\\x00' where distributor_id = $1`,
      ),
    ).rejects.toThrow(/cannot be replaced like this/);
    await decide(await wish(inviter, "王小藤", freshIdNumber()));
    await expect(
      write(`update distribution.identity_correction set decision_reason = '改写' where distributor_id = $1`),
    ).rejects.toThrow(/decided once/);
    await expect(
      write(`update distribution.former_identity set version = 3 where distributor_id = $1`),
    ).rejects.toThrow(/permission denied/);
  });

  it("the merchant sees both masked in the list, and in the clear only with a line in the audit trail", async () => {
    const { inviter } = await wronglyNamed();
    await pay(inviter, 10_000n);
    const right = freshIdNumber();
    const id = await wish(inviter, "赵小藤", right);
    const [listed] = await service.identities.list({ state: "open", limit: 1, after: null });
    expect(listed).toMatchObject({
      correction: { id, cause: "mistyped", display_name: inviter.display_name },
      told: { real_name: "王**" },
      asked: { real_name: "赵**" },
    });
    const look = { correction_id: id, actor_id: "user_owner", now: APRIL };
    expect(await service.identities.reveal(look)).toMatchObject({
      told: { real_name: "王小滕" },
      asked: { real_name: "赵小藤", id_number: right },
    });
    const seen = await ledger.asService.query(
      `select actor_id, after from distribution.audit where action = 'identity_seen' and subject_id = $1`,
      [inviter.id],
    );
    expect(seen).toEqual([{ actor_id: "user_owner", after: { correction_id: id } }]);
  });

  it("a dump holds neither what was told nor what was asked for", async () => {
    const { inviter, id_number } = await wronglyNamed();
    await pay(inviter, 10_000n);
    const [approved, asked] = [freshIdNumber(), freshIdNumber()];
    await decide(await wish(inviter, "欧阳小藤", approved));
    await wish(inviter, "司马小藤", asked);
    for (const table of ["identity", "former_identity", "identity_correction", "audit", "payout"]) {
      const rows = await ledger.asOwner.query<{ text: string }[]>(
        `select t::text as text from distribution.${table} t`,
      );
      const dump = rows.map(({ text }) => text).join("\n");
      for (const secret of [id_number, approved, asked, "欧阳小藤", "司马小藤"]) {
        expect(dump).not.toContain(secret);
        expect(dump).not.toContain(Buffer.from(secret).toString("hex"));
      }
    }
  });
});

it("closing an account for good takes an open wish and every former identity with it", async () => {
  const { inviter } = await wronglyNamed();
  await pay(inviter, 50_000n, new Date("2021-04-10T02:00:00Z"));
  await decide(await wish(inviter, "王小藤", freshIdNumber()));
  await wish(inviter, "王大藤", freshIdNumber());
  const erased = await service.identities.erasure.erase({ customer_id: inviter.customer_id, now: APRIL });
  expect(erased).toMatchObject({ kind: "erased" });
  const left = await ledger.asOwner.query(
    `select (select count(*)::int from distribution.identity where distributor_id = $1) as identities,
       (select count(*)::int from distribution.former_identity where distributor_id = $1) as former,
       (select count(*)::int from distribution.identity_correction
        where distributor_id = $1 and (state = 'open' or real_name_sealed is not null)) as wishes`,
    [inviter.id],
  );
  expect(left).toEqual([{ identities: 0, former: 0, wishes: 0 }]);
});
