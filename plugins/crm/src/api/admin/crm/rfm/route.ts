import { rfmShape } from "../../../../domain/rfm";
import { rfmMatrix, shanghaiMonth } from "../../../../domain/rfm-matrix";
import { crmOf, segmentContext } from "../../../../workflows/crm-module";
import { changeOf, readOrRefuse, refusing } from "../../../answers";

/** Two matrices, recency by frequency and by money, beside what they were when the month began. */
export const GET = refusing(async (req, res) => {
  const { rfm } = crmOf(req.scope);
  const context = await segmentContext(req.scope, new Date());
  const { thresholds } = context;
  const month = shanghaiMonth(context.now);
  const [now, before] = await Promise.all([rfm.counts(context), rfm.countsOfMonth(month, context)]);
  const r = thresholds.r_days.length + 1;
  res.json({
    thresholds,
    month,
    r_f: rfmMatrix("f", { r, bin: thresholds.f_orders.length + 1 }, now, before),
    r_m: rfmMatrix("m", { r, bin: thresholds.m_fen.length + 1 }, now, before),
  });
});

/** Other thresholds; everything is read by them at once. */
export const POST = refusing(async (req, res) => {
  const thresholds = readOrRefuse(rfmShape, req.body);
  await crmOf(req.scope).segments.setThresholds(thresholds, changeOf(req));
  res.json({ thresholds });
});
