import type { Chance } from "../../../../plugins/distribution/integration-tests/simulation/chance";
import type { PersonRecord } from "../model";
import { fresh, type World } from "../world";
import { type Action, pick, type Touched } from "./action";
import { idNumber } from "./opening";

const thing = { kind: "distribution" } as const;

const distributors = (world: World, chance: Chance, state?: string): PersonRecord | undefined =>
  pick(
    chance,
    world.people,
    ({ distributor, gone }) => !gone && !!distributor && (!state || distributor.state === state),
  );

async function freeze(world: World, chance: Chance, act: "freeze" | "unfreeze"): Promise<Touched> {
  const person = distributors(world, chance);
  if (!person?.distributor) return null;
  const { id } = person.distributor;
  const reason = chance.oneOf(["核实中", "核实中", "", " ", "字".repeat(2_000)]);
  const answer = await world.attempt(thing, () =>
    world.merchant("POST", `/admin/distribution/distributors/${id}/${act}`, { reason }),
  );
  if (answer.status < 300) person.distributor.state = act === "freeze" ? "frozen" : "active";
  return {};
}

async function close(world: World, chance: Chance): Promise<Touched> {
  const isEnough = world.people.filter(({ distributor }) => distributor?.state === "active").length > 2;
  const person = isEnough ? distributors(world, chance, "active") : undefined;
  if (!person?.distributor) return null;
  const isOwn = chance.happens(50);
  const { id } = person.distributor;
  const answer = await world.attempt(thing, () =>
    isOwn
      ? person.ask("POST", "/store/distribution/me/closure", { understood: true })
      : world.merchant("POST", `/admin/distribution/distributors/${id}/close`, { reason: "结束合作" }),
  );
  if (answer.status < 300) person.distributor.state = "closed";
  return {};
}

async function grade(world: World, chance: Chance): Promise<Touched> {
  const person = distributors(world, chance);
  if (!person?.distributor) return null;
  const body = {
    grade_code: chance.oneOf([null, "none", "gold", ""]),
    is_pinned: chance.happens(50),
    reason: "手工",
  };
  const path = `/admin/distribution/distributors/${person.distributor.id}/grade`;
  await world.attempt(thing, () => world.merchant("POST", path, body));
  return {};
}

const PLAN = {
  name: "藤蔓分享计划",
  tiers: [
    { tier: 1, rate_bps: 1_000 },
    { tier: 2, rate_bps: 300 },
  ],
  holding_days: 7,
  binding: { protection_days: 180 },
  minimum_payout_fen: "100",
  joining_mode: "free",
  agreement: { version: "2026-01", title: "藤蔓分享计划 分销商协议", body: "一、加入免费。" },
};

async function publish(world: World, chance: Chance): Promise<Touched> {
  const plan = chance.oneOf<object>([
    { ...PLAN, tiers: [{ tier: 1, rate_bps: chance.whole(0, 2_000) }] },
    { ...PLAN, grades: [{ code: "gold", rank: 1, name: "金牌" }] },
    { ...PLAN, holding_days: chance.oneOf([0, 7, -1, 0.5, 1e6]) },
    { ...PLAN, tiers: [{ tier: 1, rate_bps: 10_001 }] },
    {
      ...PLAN,
      tiers: [
        { tier: 1, rate_bps: 500 },
        { tier: 3, rate_bps: 100 },
      ],
    },
    { ...PLAN, tiers: [] },
    { ...PLAN, tiers: [{ tier: 1, fixed_fen: "100" }] },
    { ...PLAN, minimum_payout_fen: "-1" },
    { ...PLAN, name: "" },
    PLAN,
  ]);
  await world.attempt(thing, () => world.merchant("POST", "/admin/distribution/plans", plan));
  return {};
}

async function changeBinding(world: World, chance: Chance): Promise<Touched> {
  const person = pick(chance, world.people, ({ gone }) => !gone);
  const to = distributors(world, chance);
  const hasOne = chance.happens(70);
  if (!person) return null;
  const body = {
    customer_id: person.customer_id,
    distributor_id: hasOne ? (to?.distributor?.id ?? null) : null,
    reason: "客户要求",
  };
  const answer = await world.attempt<{ change: { id: string } }>(thing, () =>
    world.merchant("POST", "/admin/distribution/bindings/changes", body),
  );
  if (answer.status >= 300) return {};
  const { id } = answer.body.change;
  // Another person must approve; the one who asked may only refuse.
  await world.attempt(thing, () =>
    world.merchant("POST", `/admin/distribution/bindings/changes/${id}/approve`, {}),
  );
  await world.attempt(thing, () =>
    world.merchant("POST", `/admin/distribution/bindings/changes/${id}/refuse`, {}),
  );
  return {};
}

async function askForPayout(world: World, chance: Chance): Promise<Touched> {
  const person = distributors(world, chance);
  if (!person) return null;
  const notice = { real_name: "林小满", id_number: idNumber(world.people.indexOf(person)) };
  await person.ask("POST", "/store/distribution/me/identity", {
    ...notice,
    consent: true,
    notice_version: "2026-03",
  });
  const me = await person.ask<{ balances?: { available_fen: string } }>("GET", "/store/distribution/me");
  const available = Number(me.body.balances?.available_fen ?? 0);
  const amount_fen = String(chance.oneOf([available, 1_000, 1, available + 1, 1_500]));
  const answer = await world.attempt<{ payout: { id: string } }>(thing, () =>
    person.ask("POST", "/store/distribution/me/payouts", { amount_fen, idempotency_key: fresh("payout-") }),
  );
  if (answer.status < 300) world.remember("payout", answer.body.payout.id);
  return {};
}

async function decidePayout(world: World, chance: Chance): Promise<Touched> {
  const id = pick(chance, world.made.get("payout") ?? []);
  const act = chance.oneOf(["approve", "approve", "reject", "confirm", "both"] as const);
  if (!id) return null;
  const path = `/admin/distribution/payouts/${id}`;
  const ask = (what: string, body: object) => world.merchant("POST", `${path}/${what}`, body);
  if (act === "both") {
    // Two merchants decide at once: one of them is first.
    const answers = await Promise.all([ask("approve", {}), ask("reject", { reason: "资料不全" })]);
    if (answers.every(({ status }) => status < 300)) world.fault(`payout ${id} was approved and rejected`);
    return {};
  }
  await world.attempt(thing, () =>
    ask(
      act,
      act === "reject"
        ? { reason: "资料不全" }
        : act === "confirm"
          ? { outcome: "confirmed", note: "1" }
          : {},
    ),
  );
  return {};
}

/** Whoever is to be paid confirms in WeChat, or lets the day pass. */
async function confirmInWechat(world: World, chance: Chance): Promise<Touched> {
  const { body } = await world.wechat<{ transfers: { out_bill_no: string; state: string }[] }>(
    "GET",
    "/transfers",
  );
  const waiting = pick(chance, body.transfers, ({ state }) => state === "WAIT_USER_CONFIRM");
  if (!waiting) return null;
  await world.wechat(
    "POST",
    `/transfers/${waiting.out_bill_no}/${chance.oneOf(["confirm", "confirm", "expire"])}`,
    {},
  );
  return {};
}

async function joinProgram(world: World, chance: Chance): Promise<Touched> {
  const person = pick(chance, world.people, ({ distributor, gone }) => !gone && !distributor);
  if (!person) return null;
  const { body } = await person.ask<{ program: { agreement: { version: string } } | null }>(
    "GET",
    "/store/distribution/program",
  );
  const joined = await person.ask<{ distributor?: { id: string; status: string } }>(
    "POST",
    "/store/distribution/me",
    {
      agreement_version: body.program?.agreement.version ?? "",
    },
  );
  const distributor = joined.body.distributor;
  if (joined.status >= 300 || distributor?.status !== "active") return {};
  const shared = await person.ask<{ share_token?: { token: string } }>(
    "POST",
    "/store/distribution/share-tokens",
    {
      target: { type: "shop" },
    },
  );
  const share_token = shared.body.share_token?.token ?? "";
  person.distributor = { id: distributor.id, state: "active", share_token };
  return {};
}

async function agreeToInviter(world: World, chance: Chance): Promise<Touched> {
  const friend = pick(chance, world.people, ({ gone }) => !gone);
  const inviter = distributors(world, chance, "active");
  if (!friend || !inviter?.distributor?.share_token) return null;
  const { share_token } = inviter.distributor;
  await world.attempt(thing, () => friend.ask("POST", "/store/distribution/bindings", { share_token }));
  return {};
}

/** Distributors, what merchants decide about them, and their money. */
export const distributing: readonly Action[] = [
  { name: "freeze a distributor", weight: 2, run: (world, chance) => freeze(world, chance, "freeze") },
  { name: "unfreeze a distributor", weight: 3, run: (world, chance) => freeze(world, chance, "unfreeze") },
  { name: "close a distributor", weight: 1, run: close },
  { name: "give a grade", weight: 2, run: grade },
  { name: "publish a plan", weight: 2, run: publish },
  { name: "change a binding", weight: 2, run: changeBinding },
  { name: "ask for a payout", weight: 4, run: askForPayout },
  { name: "decide a payout", weight: 4, run: decidePayout },
  { name: "confirm a payout in WeChat", weight: 4, run: confirmInWechat },
  { name: "join the program", weight: 2, run: joinProgram },
  { name: "agree to an inviter", weight: 2, run: agreeToInviter },
];
