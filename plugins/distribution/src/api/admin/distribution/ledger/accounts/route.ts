import { distributionService } from "../../../../../workflows/distribution-service";
import { asking, pageOf } from "../../../../handlers";
import { AccountsQuery } from "../../validators";

/** The ledger's accounts by number: everybody's, or one distributor's. Debt is zero or negative. */
export const GET = asking(AccountsQuery, async (req, res, { limit, cursor, distributor_id }) => {
  const service = distributionService(req.scope);
  const owner = distributor_id === undefined ? null : await service.referrals.distributor(distributor_id);
  if (distributor_id !== undefined && !owner) {
    return { kind: "refused", code: "distributor_not_found", field: "distributor_id" };
  }
  const rows = await service.ledger.accounts({
    distributor_no: owner?.account_no ?? null,
    after: cursor === undefined ? null : BigInt(cursor),
    limit: limit + 1,
  });
  const { page, next } = pageOf(rows, limit, (last) => String(last.account));
  res.json({
    accounts: page.map((row) => ({
      account: String(row.account),
      distributor: { id: row.distributor_id, display_name: row.display_name },
      bucket: row.bucket,
      balance_fen: String(row.balance_fen),
      version: String(row.version),
    })),
    ...next,
  });
});
