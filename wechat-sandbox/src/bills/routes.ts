import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { ServePay } from "../pay/pay-endpoint.js";
import { parameterError } from "../pay/pay-refusal.js";
import type { BillDesk } from "./bill-desk.js";

const shared = {
  bill_date: z.string(),
  tar_type: z.literal("GZIP").optional(),
};
const tradeQuery = z.object({ ...shared, bill_type: z.enum(["ALL", "SUCCESS", "REFUND"]).default("ALL") });
const fundFlowQuery = z.object({
  ...shared,
  account_type: z.enum(["BASIC", "OPERATION", "FEES"]).default("BASIC"),
});

/** Registers the bills. */
export function registerBillRoutes(scope: FastifyInstance, serve: ServePay, bills: BillDesk): void {
  scope.get(
    "/v3/bill/tradebill",
    serve(({ query, now }) => {
      const { bill_date, bill_type, tar_type } = readQuery(tradeQuery, query);
      const gzip = tar_type !== undefined;
      return bills.apply({ bill: "trade", date: bill_date, type: bill_type, gzip }, now);
    }),
  );
  scope.get(
    "/v3/bill/fundflowbill",
    serve(({ query, now }) => {
      const { bill_date, account_type, tar_type } = readQuery(fundFlowQuery, query);
      const gzip = tar_type !== undefined;
      return bills.apply({ bill: "fundflow", date: bill_date, account: account_type, gzip }, now);
    }),
  );
  scope.get(
    "/v3/billdownload/file",
    serve(({ query, now }) => bills.download(query.token, now)),
  );
}

function readQuery<T>(schema: z.ZodType<T>, query: Record<string, string>): T {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw parameterError(`/${issue?.path.join("/") ?? ""}`, issue?.message ?? "is wrong", "query");
}
