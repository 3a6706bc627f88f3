import { statementView } from "../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking, pageOf } from "../../../handlers";
import { StatementsQuery } from "../validators";

/** The distributors whose accounts moved in a month, each with the month's sums. */
export const GET = asking(StatementsQuery, async (req, res, { month, limit, cursor }) => {
  const { statements } = distributionService(req.scope);
  const after = cursor === undefined ? null : BigInt(cursor);
  const rows = await statements.monthOwners({ month, after, limit: limit + 1 });
  const { page, next } = pageOf(rows, limit, (last) => String(last.distributor_no));
  const listed = await Promise.all(
    page.map(async ({ distributor_no, distributor_id, display_name }) => ({
      distributor: { id: distributor_id, display_name },
      ...statementView(await statements.statement(distributor_no, month)),
    })),
  );
  res.json({ statements: listed, ...next });
});
