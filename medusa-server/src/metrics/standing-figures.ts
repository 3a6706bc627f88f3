import type { Figure } from "@tengman/plugin-kit";
import { operationsOf } from "@tengman/plugin-kit";
import { moduleServices } from "../health/checks";
import type { OperatorConnections } from "../health/connections";

/** The queues of Medusa's modules on Redis, by their standard names. */
const QUEUES = ["events-queue", "medusa-workflows", "medusa-workflows-jobs"] as const;
/** BullMQ keeps waiting and active jobs in lists, the others in sorted sets. */
const QUEUE_STATES = {
  waiting: ["llen", "wait"],
  active: ["llen", "active"],
  delayed: ["zcard", "delayed"],
  failed: ["zcard", "failed"],
} as const;

/** What stands in the database and in Redis now: the same on every server, so whoever collects takes the largest. */
export async function standingFigures(connections: OperatorConnections): Promise<Figure[]> {
  const sources = [
    () => workflowFigures(connections),
    () => queueFigures(connections),
    ...moduleServices().flatMap((service) => operationsOf(service)?.figures ?? []),
  ];
  const found = await Promise.all(sources.map((source) => source()));
  return found.flat();
}

async function workflowFigures({ query }: OperatorConnections): Promise<Figure[]> {
  const rows = await query<{ state: string; count: string }>(
    `select state, count(*) as count from workflow_execution
     where deleted_at is null and state in ('invoking', 'compensating', 'failed') group by state`,
  );
  const values = rows.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
  return [{ name: "workflows", help: "Workflows that are under way or have failed, by state", values }];
}

async function queueFigures({ redisSize }: OperatorConnections): Promise<Figure[]> {
  if (!redisSize) return [];
  const wanted = QUEUES.flatMap((queue) =>
    Object.entries(QUEUE_STATES).map(([state, [command, part]]) => ({ queue, state, command, part })),
  );
  const values = await Promise.all(
    wanted.map(async ({ queue, state, command, part }) => ({
      labels: { queue, state },
      value: await redisSize(command, `bull:${queue}:${part}`),
    })),
  );
  return [{ name: "queue_jobs", help: "Events and workflow steps in Redis, by queue and state", values }];
}
