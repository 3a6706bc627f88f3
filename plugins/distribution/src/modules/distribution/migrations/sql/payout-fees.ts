const accountsOfKind = (fee: string) => `
alter table distribution.transfer drop constraint accounts_of_kind,
  add constraint accounts_of_kind check (case kind
    when 1 then dr = 0 and cr >= 8 and cr & 7 = 1 and order_line_id = source
    when 2 then dr >= 8 and dr & 7 = 1 and cr = 0 and order_line_id is not null
    when 3 then dr >= 8 and dr & 7 = 2 and cr = 0 and order_line_id is not null
    when 4 then dr >= 8 and dr & 7 = 4 and cr = 0 and order_line_id is not null
    when 5 then dr >= 8 and dr & 7 = 1 and cr & 7 = 2 and source like 'run:%:' || (dr >> 3)
    when 6 then dr >= 8 and dr & 7 = 1 and cr & 7 = 4 and source like 'run:%:' || (dr >> 3)
    when 7 then dr >= 8 and dr & 7 = 2 and cr & 7 = 3
    when 8 then dr >= 8 and dr & 7 = 3 and cr & 7 = 2
    when 9 then dr >= 8 and dr & 7 = 3 and cr & 7 = 4
    when 10 then dr >= 8 and dr & 7 = 3 and cr = 1
    when 11 then dr >= 8 and dr & 7 = 3 and cr = 2
    ${fee}
    else false end);
`;

/** The function that holds a payout to its way; `fee` are the columns of its fee, which never change. */
const refusePayoutChange = (fee: readonly string[]) => {
  const settled = [
    "id",
    "outward_number",
    "distributor_id",
    "distributor_no",
    "request_key",
    "amount_fen",
    "provider",
  ];
  const columns = (row: string) => [...settled, ...fee].map((column) => `${row}.${column}`).join(", ");
  return `
create or replace function distribution.refuse_payout_change() returns trigger language plpgsql as $$
begin
  if (${columns("new")})
      is distinct from (${columns("old")})
    or old.ended_at is not null
    or (old.state = 'transferring' and (new.withheld_fen, new.tax_month, new.tax_policy)
      is distinct from (old.withheld_fen, old.tax_month, old.tax_policy))
    or not (case old.state when 'requested' then new.state in ('rejected', 'transferring')
      when 'transferring' then new.state in ('confirmed', 'failed', 'expired') else false end)
  then
    raise exception 'payout: % cannot become %', old.state, new.state
      using errcode = '23514', constraint = 'payout_forward';
  end if;
  return new;
end $$;
`;
};

/** What the ledger holds of a payout, beside what its state asks for; `fee` is its fee. */
const payoutMismatch = (fee: string) => `
create or replace view distribution.payout_mismatch as
  select p.id, p.state from distribution.payout p
  cross join lateral (
    select coalesce(sum(t.amount_fen) filter (where t.kind = 7), 0) as held,
      coalesce(sum(t.amount_fen) filter (where t.kind in (8, 9)), 0) as released,
      coalesce(sum(t.amount_fen) filter (where t.kind = 10), 0) as withheld,
      coalesce(sum(t.amount_fen) filter (where t.kind = 11), 0) as paid,
      coalesce(sum(t.amount_fen) filter (where t.kind = 12), 0) as fee,
      coalesce(bool_and(coalesce(nullif(t.dr >> 3, 0), t.cr >> 3) = p.distributor_no and t.tier = 0), false) as own
    from distribution.transfer t where t.source = p.id) m
  where not m.own or m.held <> p.amount_fen
    or m.released <> case when p.state in ('rejected', 'failed', 'expired') then p.amount_fen else 0 end
    or m.withheld <> case when p.state = 'confirmed' then p.withheld_fen else 0 end
    or m.fee <> case when p.state = 'confirmed' then ${fee} else 0 end
    or m.paid <> case when p.state = 'confirmed' then p.amount_fen - p.withheld_fen - ${fee} else 0 end;
`;

/**
 * What a payout costs is frozen when it is asked for, by the plan in force, and leaves the hold together with the tax
 * when the payout is confirmed. Payouts of before cost nothing.
 */
export const payoutFeesSql = `
alter table distribution.payout
  add column fee_fen bigint not null default 0 check (fee_fen >= 0),
  add column fee_plan_id text collate "C" references distribution.plan,
  drop constraint withheld_within_amount,
  add constraint withheld_within_amount check (withheld_fen >= 0 and coalesce(withheld_fen, 0) + fee_fen <= amount_fen);

create function distribution.check_fee() returns trigger language plpgsql as $$
declare fee jsonb := (select terms->'payout_fee' from distribution.plan where id = new.fee_plan_id);
begin
  if new.fee_fen <> (case fee->>'kind' when 'fixed' then (fee->>'fixed_fen')::bigint
    when 'share' then greatest(new.amount_fen * (fee->>'rate_bps')::bigint / 10000, (fee->>'minimum_fen')::bigint)
    else 0 end) then
    raise exception 'payout %: its fee is not what its plan asks for', new.id
      using errcode = '23514', constraint = 'fee_as_planned';
  end if;
  return new;
end $$;
create trigger fee_as_planned before insert on distribution.payout
  for each row execute function distribution.check_fee();
${refusePayoutChange(["fee_fen", "fee_plan_id"])}
${accountsOfKind("when 12 then dr >= 8 and dr & 7 = 3 and cr = 3")}
${payoutMismatch("p.fee_fen")}`;

/** Takes the above back; a fee that somebody paid must not be forgotten, so it is refused once there is one. */
export const payoutFeesUndoSql = `
do $$ begin
  if exists (select 1 from distribution.payout where fee_fen > 0) then
    raise exception 'payouts have cost something: this migration cannot be taken back';
  end if;
end $$;
${payoutMismatch("0")}
${accountsOfKind("")}
${refusePayoutChange([])}
drop trigger fee_as_planned on distribution.payout;
drop function distribution.check_fee();
alter table distribution.payout drop column fee_plan_id, drop constraint withheld_within_amount,
  add constraint withheld_within_amount check (withheld_fen between 0 and amount_fen),
  drop column fee_fen;
`;
