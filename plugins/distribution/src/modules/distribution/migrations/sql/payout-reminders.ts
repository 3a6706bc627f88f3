import { SERVICE_ROLE } from "../../database/data-source";

/**
 * One reminder a payout at most: the row is written before anybody is told. And the index by which a day's bill finds
 * the transfers sent on that day.
 */
export const payoutRemindersSql = `
create table distribution.payout_reminder (
  payout_id text collate "C" primary key references distribution.payout,
  reminded_at timestamptz not null
);
create trigger append_only before update or delete on distribution.payout_reminder
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.payout_reminder
  for each statement execute function distribution.deny();
grant select, insert on distribution.payout_reminder to ${SERVICE_ROLE};

create index payout_reviewed on distribution.payout (reviewed_at) where withheld_fen is not null;
`;

/** Takes the above back. */
export const payoutRemindersUndoSql = `
drop index distribution.payout_reviewed;
drop table distribution.payout_reminder;
`;
