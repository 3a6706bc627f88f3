import type { Figure } from "@tengman/plugin-kit";
import type { DataSource } from "typeorm";

/** How far back movements are counted: whoever collects asks more often. */
const RECENT = "5 minutes";

/** What of the ledger is watched. Every statement reads an index or a few rows, so that it may be asked often. */
export async function readLedgerFigures(source: DataSource): Promise<Figure[]> {
  const [row] = await source.query<Record<string, string | null>[]>(
    `select
       (select count(*) from distribution.transfer where recorded_at > now() - interval '${RECENT}' and kind = 1)
         as accrued,
       (select count(*) from distribution.transfer
          where recorded_at > now() - interval '${RECENT}' and kind between 2 and 4) as clawed,
       (select count(*) from distribution.accrual where state = 'pending' and matures_at < now()) as overdue,
       (select extract(epoch from now() - min(matures_at)) from distribution.accrual
          where state = 'pending' and matures_at < now()) as oldest_overdue_s,
       (select count(*) from distribution.payout where state = 'requested') as requested,
       (select extract(epoch from now() - min(requested_at)) from distribution.payout where state = 'requested')
         as oldest_requested_s,
       (select extract(epoch from now() - ended_at) from distribution.verification order by id desc limit 1)
         as verified_s,
       (select count(difference) from (select difference from distribution.verification order by id desc limit 1) v)
         as differences`,
  );
  const value = (name: string) => Number(row?.[name] ?? 0);
  const single = (name: string, help: string, column: string): Figure => ({
    name,
    help,
    values: [{ labels: {}, value: value(column) }],
  });
  return [
    {
      name: "ledger_recent_transfers",
      help: `Movements of the last ${RECENT} by kind`,
      values: [
        { labels: { kind: "accrue" }, value: value("accrued") },
        { labels: { kind: "claw_back" }, value: value("clawed") },
      ],
    },
    single("ledger_overdue_accruals", "Accruals whose time to mature has come", "overdue"),
    single("ledger_oldest_overdue_seconds", "How long the oldest of them waits", "oldest_overdue_s"),
    single("ledger_requested_payouts", "Payouts that wait for the merchant's decision", "requested"),
    single(
      "ledger_oldest_requested_payout_seconds",
      "How long the oldest of them waits",
      "oldest_requested_s",
    ),
    single("ledger_differences", "Differences that the latest verification found (0 or 1)", "differences"),
    ...(row?.verified_s == null
      ? []
      : [
          single(
            "ledger_verification_age_seconds",
            "How long ago the ledger was last verified",
            "verified_s",
          ),
        ]),
  ];
}
