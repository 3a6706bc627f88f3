import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const TIMES = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`;
const STATES = `'TO_SUBMIT', 'ACCEPTED', 'PROCESSING', 'WAIT_USER_CONFIRM', 'TRANSFERING', 'CANCELING', 'SUCCESS', 'FAIL', 'CANCELLED', 'UNKNOWN'`;

/** Transfers to people and what happened to them. What has ended stays as it ended: the database sees to that. */
export class Migration20261122150000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "wechat_transfer" ("id" text not null, "out_bill_no" text not null, "customer_id" text not null, "app_id" text not null, "openid" text not null, "amount_fen" bigint not null check ("amount_fen" > 0), "state" text not null default 'TO_SUBMIT' check ("state" in (${STATES})), "transfer_bill_no" text null, "package_info" text null, "fail_reason" text null, "problem" text null, "submitted_at" timestamptz null, "unsure_at" timestamptz null, "confirm_by" timestamptz null, "cancel_requested_at" timestamptz null, "ended_at" timestamptz null, ${TIMES}, constraint "wechat_transfer_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_transfer_out_bill_no_unique" on "wechat_transfer" ("out_bill_no") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_transfer_latest" on "wechat_transfer" ("created_at" desc, "id" desc) where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_transfer_problem" on "wechat_transfer" ("created_at" desc, "id" desc) where problem is not null and deleted_at is null;`,
    );
    this.addSql(
      `create table if not exists "wechat_transfer_event" ("id" text not null, "transfer_id" text not null, "happened_at" timestamptz not null, "kind" text check ("kind" in ('state', 'problem', 'cancel_requested')) not null, "detail" text not null, ${TIMES}, constraint "wechat_transfer_event_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_transfer_event_transfer" on "wechat_transfer_event" ("transfer_id", "happened_at", "id") where deleted_at is null;`,
    );
    this.addSql(
      `create or replace function wechat_transfer_keep() returns trigger language plpgsql as $$
       begin
         if old.state in ('SUCCESS', 'FAIL', 'CANCELLED') and new.state <> old.state
           or (new.out_bill_no, new.amount_fen, new.openid, new.app_id) is distinct from
              (old.out_bill_no, old.amount_fen, old.openid, old.app_id) then
           raise exception 'wechat_transfer: what has ended or was promised does not change' using errcode = '23514';
         end if;
         return new;
       end $$;`,
    );
    this.addSql(
      `create or replace trigger wechat_transfer_keep before update on "wechat_transfer" for each row execute function wechat_transfer_keep();`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wechat_transfer_event" cascade;`);
    this.addSql(`drop table if exists "wechat_transfer" cascade;`);
    this.addSql(`drop function if exists wechat_transfer_keep();`);
  }
}
