import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { RefusedError } from "../domain/refusal";
import { readRange } from "../domain/reports/range";
import type { Report } from "../domain/reports/report";
import type { ReportName } from "../domain/reports/report-names";
import type { Naming } from "../modules/insights/reports/reports";
import { distributionOf } from "./count-insights";
import { insightsOf } from "./insights-module";

/**
 * Reads a report.
 * @param query `from` and `to`, days of Shanghai
 * @throws {RefusedError} `invalid_input` or `range_too_long`, naming the field
 */
export async function readReport(
  container: MedusaContainer,
  name: ReportName,
  query: unknown,
  now: Date,
): Promise<Report> {
  const read = readRange(query, now);
  if (read.kind === "refused") throw new RefusedError(read.refusal);
  const { range, previous } = read;
  const content = await insightsOf(container).reports.read(name, { range, previous }, namingOf(container));
  return { name, range, previous, ...content };
}

function namingOf(container: MedusaContainer): Naming {
  const distribution = distributionOf(container);
  return {
    activeDistributors: () => distribution.activeDistributors(),
    async distributors(ids) {
      if (ids.length === 0) return new Map();
      const found = await distribution.distributorNames(ids);
      return new Map([...found].map(([id, { name }]) => [id, name]));
    },
    async products(ids) {
      if (ids.length === 0) return new Map();
      const query = container.resolve(ContainerRegistrationKeys.QUERY);
      const { data } = await query.graph({
        entity: "product",
        fields: ["id", "title"],
        filters: { id: [...ids] },
      });
      return new Map(data.map(({ id, title }) => [id, title]));
    },
  };
}
