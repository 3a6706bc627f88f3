import type { BehaviourEvent, EventBatch } from "../../../domain/collect/event-batch";

/** An event as it is kept: with the visitor, and with the customer the server knows them to be. */
export interface EventRow {
  visitor_id: string;
  customer_id: string | null;
  event: BehaviourEvent;
}

/** The rows of a batch. */
export function rowsOf({ visitor_id, events }: EventBatch, customer_id: string | null): EventRow[] {
  return events.map((event) => ({ visitor_id, customer_id, event }));
}
