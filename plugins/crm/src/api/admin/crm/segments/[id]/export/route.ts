import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crmOf } from "../../../../../../workflows/crm-module";
import { exportSegment } from "../../../../../../workflows/export-segment";
import { changeOf, idOf, refusing } from "../../../../../answers";

/** A segment's customers as a CSV file. Who took it is audited before the first line leaves. */
export const GET = refusing(async (req, res) => {
  const crm = crmOf(req.scope);
  const { id, name, expression } = await crm.segments.find(idOf(req));
  const { actor_id, now } = changeOf(req);
  await crm.audit.append(
    { actor_id, action: "segment_exported", subject_id: id, detail: { name, expression } },
    now,
  );
  res.setHeader("content-type", "text/csv; charset=utf-8");
  res.setHeader("content-disposition", `attachment; filename="customers-${id}.csv"`);
  await pipeline(Readable.from(exportSegment(req.scope, expression, now)), res);
});
