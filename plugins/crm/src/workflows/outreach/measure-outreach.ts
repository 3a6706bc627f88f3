import type { MedusaContainer } from "@medusajs/framework/types";
import type { OrderMoney } from "../../domain/customer-fact";
import { extraFen, groupResult } from "../../domain/outreach-result";
import { crmOf } from "../crm-module";
import { readOrders } from "../facts/read-orders";

/** So many customers' orders are read at once. */
const CHUNK = 200;

/** An outreach with what both groups have bought since. @throws RefusedError `outreach_not_found` */
export async function measureOutreach(container: MedusaContainer, id: string) {
  const store = crmOf(container).outreach;
  const outreach = await store.find(id);
  const groups = await store.groups(id);
  const people = [...groups.treated, ...groups.control];
  const orders = new Map<string, OrderMoney[]>();
  for (let at = 0; at < people.length; at += CHUNK) {
    for (const [customer_id, own] of await readOrders(container, people.slice(at, at + CHUNK))) {
      orders.set(customer_id, own);
    }
  }
  const period = { started_at: new Date(outreach.started_at), days: outreach.measured_days };
  const treated = groupResult(groups.treated, orders, period);
  const control = groupResult(groups.control, orders, period);
  return { outreach, result: { treated, control, extra_fen: extraFen(treated, control) } };
}
