import { statementView } from "../../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking, pageOf } from "../../../../handlers";
import { MonthsQuery } from "../../../../statement-input";

/** The asking distributor's months, latest first; a month in which nothing moved has no statement. */
export const GET = asking(MonthsQuery, async (req, res, { limit, cursor = null }) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const { account_no } = distributor;
  const rows = await service.statements.ownMonths({
    distributor_no: account_no,
    before: cursor,
    limit: limit + 1,
  });
  const { page, next } = pageOf(rows, limit, (last) => last.month);
  const statements = await Promise.all(
    page.map(({ month }) => service.statements.statement(account_no, month)),
  );
  res.json({
    statements: statements.map((statement, index) => ({
      ...statementView(statement),
      entries: page[index]?.entries ?? 0,
    })),
    ...next,
  });
});
