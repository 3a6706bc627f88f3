import { beijingMoment } from "../pay/wechat-time.js";
import type { FundAccount } from "../state/money-records.js";
import type { SandboxState } from "../state/state.js";
import { type BillTable, sumOf, yuan } from "./bill-table.js";

const COLUMNS = [
  "记账时间",
  "微信支付业务单号",
  "资金流水单号",
  "业务名称",
  "业务类型",
  "收支类型",
  "收支金额(元)",
  "账户结余(元)",
  "资金变更提交申请人",
  "备注",
  "业务凭证号",
] as const;

/** An account's statement of a day (`2026-03-01`, Beijing). */
export function fundFlowBill(state: SandboxState, date: string, account: FundAccount): BillTable {
  const rows = state.fund_flows
    .filter((flow) => flow.account === account && beijingMoment(flow.at).startsWith(date))
    .map((flow) => [
      beijingMoment(flow.at),
      flow.business_no,
      flow.flow_no,
      flow.business_name,
      flow.business_type,
      flow.direction,
      yuan(flow.amount),
      yuan(flow.balance),
      "system",
      flow.remark,
      flow.voucher_no,
    ]);
  return { columns: COLUMNS, rows, summary };
}

function summary(rows: readonly Record<string, string>[]): Record<string, string> {
  const incomes = rows.filter((row) => row.收支类型 === "收入");
  const expenses = rows.filter((row) => row.收支类型 === "支出");
  return {
    资金流水总笔数: String(rows.length),
    收入笔数: String(incomes.length),
    收入金额: yuan(sumOf(incomes, "收支金额(元)")),
    支出笔数: String(expenses.length),
    支出金额: yuan(sumOf(expenses, "收支金额(元)")),
  };
}
