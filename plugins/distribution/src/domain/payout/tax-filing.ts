import { type Cell, csvRow } from "../spreadsheet";
import {
  consecutiveMonths,
  cumulativeTax,
  labourTax,
  type PaidMonth,
  type TaxPolicy,
  type TaxWorking,
} from "./tax";

/** One person's month, for the withholding agent's return (个人所得税扣缴申报). */
export interface FilingPerson {
  real_name: string;
  id_number: string;
  /** Under what else something of the month was paid, before it was corrected. */
  earlier_identities: readonly { real_name: string; id_number: string }[];
  /** The policy of the month's payouts. */
  policy: TaxPolicy;
  month: string;
  gross_fen: bigint;
  withheld_fen: bigint;
  payouts: number;
  /** The person's months of this year up to this one, this one included. */
  year: readonly PaidMonth[];
  vat_flag: boolean;
}

const HEADINGS = [
  "姓名",
  "证件类型",
  "证件号码",
  "所得项目",
  "所得月份",
  "本期收入（元）",
  "减除费用（元）",
  "应纳税所得额（元）",
  "税率",
  "速算扣除数（元）",
  "应纳税额（元）",
  "本期已扣缴税额（元）",
  "本年累计收入（元）",
  "本年累计已扣缴税额（元）",
  "付款笔数",
  "备注",
];

/** The first row of the file. */
export function filingHeadings(): string {
  return csvRow(HEADINGS);
}

/** How a person's tax came about; null where nothing is withheld. */
function workingOf({ policy, month, gross_fen, year }: FilingPerson): TaxWorking | null {
  if (policy === "none") return null;
  if (policy === "cn-labour") return labourTax(gross_fen);
  const paid = year.map((candidate) => candidate.month);
  const total = year.reduce((sum, candidate) => sum + candidate.gross_fen, 0n);
  return cumulativeTax(total, consecutiveMonths(paid, month));
}

const ITEMS: Record<TaxPolicy, string> = {
  none: "劳务报酬所得（未代扣）",
  "cn-labour": "劳务报酬所得",
  "cn-platform-cumulative": "劳务报酬所得（平台累计预扣）",
};

/** A person's row. Under the cumulative policy the deduction, the rate and the tax are those of the year so far. */
export function filingRow(person: FilingPerson): string {
  const { year, policy } = person;
  const working = workingOf(person);
  const amount = (fen: bigint | undefined): Cell => (fen === undefined ? null : { fen });
  return csvRow([
    person.real_name,
    "居民身份证",
    { long_number: person.id_number },
    ITEMS[policy],
    person.month,
    { fen: person.gross_fen },
    amount(working?.deducted_fen),
    amount(working?.taxable_fen),
    working ? `${working.percent}%` : null,
    amount(working?.quick_deduction_fen),
    amount(working?.tax_fen),
    { fen: person.withheld_fen },
    { fen: year.reduce((sum, paid) => sum + paid.gross_fen, 0n) },
    { fen: year.reduce((sum, paid) => sum + paid.withheld_fen, 0n) },
    person.payouts,
    remarksOf(person),
  ]);
}

/** A person who was corrected within the month is filed under the name of the last payout; the remark has the other. */
function remarksOf({ vat_flag, earlier_identities }: FilingPerson): string | null {
  const remarks = earlier_identities.map(
    ({ real_name, id_number }) => `本月部分款项以更正前的身份支付：${real_name} ${id_number}`,
  );
  if (vat_flag) remarks.unshift("单日付款达到增值税关注金额");
  return remarks.length > 0 ? remarks.join("；") : null;
}
