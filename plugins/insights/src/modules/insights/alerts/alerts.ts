import { generateEntityId } from "@medusajs/framework/utils";
import { afterQuiet, STANDARD_QUIET_HOURS } from "@tengman/values";
import type pg from "pg";
import { type AlertKind, type AlertRule, type Finding, transitions } from "../../../domain/alerts/alert";
import { type AlertSettings, allRules } from "../../../domain/alerts/alert-settings";
import { transaction } from "../database";

/** An alert as it is kept. */
export interface Alert {
  id: string;
  kind: AlertKind;
  cause: string;
  value: number;
  threshold: number;
  subjects: string[];
  opened_at: Date;
  seen_at: Date;
  closed_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
}

/** A message about an alert to one recipient, with what it has to say. */
export interface AlertMessage {
  id: string;
  happened: "opened" | "closed";
  channel: "mail" | "webhook";
  recipient: string;
  attempts: number;
  alert: Alert;
}

/** What became of a message. */
export interface ListedMessage {
  id: string;
  alert_id: string;
  happened: "opened" | "closed";
  channel: "mail" | "webhook";
  recipient: string;
  state: "waiting" | "sent" | "failed";
  attempts: number;
  reason: string | null;
  next_attempt_at: Date;
  sent_at: Date | null;
}

/** The settings with what signs the messages. */
export type StoredSettings = AlertSettings & { webhook_secret: string | null };

interface SettingsRow {
  emails: string[];
  webhook_url: string | null;
  webhook_secret: string | null;
  quiet_from_hour: number;
  quiet_until_hour: number;
}

/** Longer than one try takes: whoever claimed a message and ended leaves it to the next run. */
const CLAIM_MINUTES = 2;
const AT_ONCE = 20;

/** Keeps alerts, what raises them, and the messages about them. */
export class Alerts {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async settings(): Promise<StoredSettings> {
    const [rules, settings] = await Promise.all([
      this.#pool.query<AlertRule>("select kind, threshold, is_enabled from insights.alert_rule"),
      this.#pool.query<SettingsRow>("select * from insights.alert_settings where id = 1"),
    ]);
    const [row] = settings.rows;
    return {
      rules: allRules(rules.rows),
      emails: row?.emails ?? [],
      webhook_url: row?.webhook_url ?? null,
      webhook_secret: row?.webhook_secret ?? null,
      quiet_hours: row
        ? { from_hour: row.quiet_from_hour, until_hour: row.quiet_until_hour }
        : STANDARD_QUIET_HOURS,
    };
  }

  /** Replaces the settings. @param webhook_secret null keeps the one there is */
  async saveSettings(
    { rules, emails, webhook_url, quiet_hours }: AlertSettings,
    webhook_secret: string | null,
    { by, now }: { by: string; now: Date },
  ): Promise<void> {
    await transaction(this.#pool, async (client) => {
      for (const { kind, threshold, is_enabled } of rules) {
        await client.query(
          `insert into insights.alert_rule (kind, threshold, is_enabled) values ($1, $2, $3)
           on conflict (kind) do update set threshold = excluded.threshold, is_enabled = excluded.is_enabled`,
          [kind, threshold, is_enabled],
        );
      }
      await client.query(
        `insert into insights.alert_settings
           (id, emails, webhook_url, webhook_secret, quiet_from_hour, quiet_until_hour, changed_by, changed_at)
         values (1, $1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set emails = excluded.emails, webhook_url = excluded.webhook_url,
           webhook_secret = coalesce(excluded.webhook_secret, insights.alert_settings.webhook_secret),
           quiet_from_hour = excluded.quiet_from_hour, quiet_until_hour = excluded.quiet_until_hour,
           changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
        [
          ...[JSON.stringify(emails), webhook_url, webhook_secret],
          ...[quiet_hours.from_hour, quiet_hours.until_hour, by, now],
        ],
      );
    });
  }

  /**
   * Opens, goes on with and ends alerts, and queues the messages. Of two servers that look at once one waits.
   * @param look what was found, and of what nothing is known this time
   */
  async keep(
    { findings, unmeasured }: { findings: readonly Finding[]; unmeasured: readonly AlertKind[] },
    settings: StoredSettings,
    now: Date,
  ): Promise<void> {
    await transaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('insights.alerts'))");
      const { rows: open } = await client.query<{ id: string; kind: AlertKind; cause: string }>(
        "select id, kind, cause from insights.alert where closed_at is null",
      );
      const { opened, seen, closed } = transitions(open, findings, unmeasured);
      const ids = opened.map(() => generateEntityId(undefined, "alrt"));
      for (const [index, { kind, cause, value, threshold, subjects }] of opened.entries()) {
        await client.query(
          `insert into insights.alert (id, kind, cause, value, threshold, subjects, opened_at, seen_at)
           values ($1, $2, $3, $4, $5, $6, $7, $7)`,
          [ids[index], kind, cause, value, threshold, JSON.stringify(subjects), now],
        );
      }
      for (const { id, finding } of seen) {
        await client.query(
          "update insights.alert set value = $2, threshold = $3, subjects = $4, seen_at = $5 where id = $1",
          [id, finding.value, finding.threshold, JSON.stringify(finding.subjects), now],
        );
      }
      await client.query("update insights.alert set closed_at = $2 where id = any ($1)", [closed, now]);
      const due_at = afterQuiet(now, settings.quiet_hours);
      await queue(client, settings, { alert_ids: ids, happened: "opened", due_at });
      await queue(client, settings, { alert_ids: closed, happened: "closed", due_at });
    });
  }

  /** Alerts, latest first. */
  async list(wanted: {
    state: "open" | "closed" | null;
    limit: number;
    offset: number;
  }): Promise<{ alerts: Alert[]; count: number }> {
    const where =
      wanted.state === null ? "true" : `closed_at is ${wanted.state === "open" ? "" : "not "}null`;
    const [alerts, counted] = await Promise.all([
      this.#pool.query<Alert>(
        `select * from insights.alert where ${where} order by opened_at desc, id limit $1 offset $2`,
        [wanted.limit, wanted.offset],
      ),
      this.#pool.query<{ count: number }>(`select count(*)::integer from insights.alert where ${where}`),
    ]);
    return { alerts: alerts.rows, count: counted.rows[0]?.count ?? 0 };
  }

  /** Notes that somebody has seen to an alert; the first counts. @returns null when there is none */
  async acknowledge(id: string, { by, now }: { by: string; now: Date }): Promise<Alert | null> {
    const { rows } = await this.#pool.query<Alert>(
      `update insights.alert set acknowledged_by = coalesce(acknowledged_by, $2),
         acknowledged_at = coalesce(acknowledged_at, $3) where id = $1 returning *`,
      [id, by, now],
    );
    return rows[0] ?? null;
  }

  /** The latest messages. */
  async messages(limit: number): Promise<ListedMessage[]> {
    const { rows } = await this.#pool.query<ListedMessage>(
      "select * from insights.alert_message order by next_attempt_at desc, id desc limit $1",
      [limit],
    );
    return rows;
  }

  /** Takes messages that are due; nobody else gets them for two minutes. */
  async claim(now: Date): Promise<AlertMessage[]> {
    const { rows } = await this.#pool.query<AlertMessage>(
      `update insights.alert_message m set attempts = attempts + 1,
         next_attempt_at = $1::timestamptz + interval '${CLAIM_MINUTES} minutes'
       from insights.alert a
       where a.id = m.alert_id and m.id in (select id from insights.alert_message
         where state = 'waiting' and next_attempt_at <= $1 order by next_attempt_at limit $2 for update skip locked)
       returning m.id, m.happened, m.channel, m.recipient, m.attempts, to_jsonb(a) as alert`,
      [now, AT_ONCE],
    );
    return rows;
  }

  /** Keeps what became of a message. @param next_attempt_at null: it is given up */
  async mark(
    id: string,
    outcome: { kind: "sent"; at: Date } | { kind: "failed"; reason: string; next_attempt_at: Date | null },
  ): Promise<void> {
    if (outcome.kind === "sent") {
      await this.#pool.query(
        "update insights.alert_message set state = 'sent', sent_at = $2, reason = null where id = $1",
        [id, outcome.at],
      );
      return;
    }
    await this.#pool.query(
      `update insights.alert_message set state = $2, reason = $3, next_attempt_at = coalesce($4, next_attempt_at)
       where id = $1`,
      [id, outcome.next_attempt_at ? "waiting" : "failed", outcome.reason, outcome.next_attempt_at],
    );
  }
}

async function queue(
  client: pg.PoolClient,
  { emails, webhook_url }: StoredSettings,
  { alert_ids, happened, due_at }: { alert_ids: readonly string[]; happened: string; due_at: Date },
): Promise<void> {
  const recipients = [
    ...emails.map((recipient) => ({ channel: "mail", recipient })),
    ...(webhook_url ? [{ channel: "webhook", recipient: webhook_url }] : []),
  ];
  for (const alert_id of alert_ids) {
    for (const { channel, recipient } of recipients) {
      await client.query(
        `insert into insights.alert_message (id, alert_id, happened, channel, recipient, next_attempt_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [generateEntityId(undefined, "almg"), alert_id, happened, channel, recipient, due_at],
      );
    }
  }
}
