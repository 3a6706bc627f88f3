import { fenOfYuan, messages, yuanOfFen } from "@tengman/admin-kit/texts";

/** A segment as the server reads it. */
export type Expression =
  | { all: Expression[] }
  | { any: Expression[] }
  | { not: Expression }
  | { field: string; [name: string]: unknown };

/** How the value of a field is chosen. */
export type FieldKind =
  | "days"
  | "count"
  | "amount"
  | "tag"
  | "product"
  | "category"
  | "source"
  | "flag"
  | "month";

/** One line of the form: a condition, or its opposite. */
export interface Row {
  readonly field: string;
  readonly is_not: boolean;
  readonly op: string;
  /** As typed or chosen. */
  readonly value: string;
}

/** What the form can say. The distributor of a customer and RFM cells come from elsewhere. */
export const FIELDS = messages({
  last_order: { label: "最近一次下单", kind: "days" },
  first_order: { label: "第一次下单", kind: "days" },
  registered: { label: "注册时间", kind: "days" },
  last_visit: { label: "最近浏览商品", kind: "days" },
  orders: { label: "支付订单数", kind: "count" },
  refunds: { label: "退款次数", kind: "count" },
  net_fen: { label: "净支付金额", kind: "amount" },
  bought_product: { label: "买过商品", kind: "product" },
  bought_category: { label: "买过分类", kind: "category" },
  tag: { label: "标签", kind: "tag" },
  source: { label: "来源", kind: "source" },
  follows: { label: "关注公众号", kind: "flag" },
  is_distributor: { label: "是分销商", kind: "flag" },
  has_inviter: { label: "有推荐人", kind: "flag" },
  birthday_month: { label: "生日月份", kind: "month" },
} as const satisfies Record<string, { label: string; kind: FieldKind }>);

export type Field = keyof typeof FIELDS;

export const SOURCES = messages({ wechat: "微信", phone: "手机号", email: "邮箱", merchant: "商家录入" });

export const isField = (field: string): field is Field => Object.hasOwn(FIELDS, field);

/** How an operator reads, by the kind of its field. */
export const OPERATORS = messages({
  days: { within: "在最近几天内", over: "早于几天前" },
  bound: { at_least: "至少", at_most: "至多" },
});

const START: Readonly<Record<FieldKind, Pick<Row, "op" | "value">>> = {
  days: { op: "within", value: "30" },
  count: { op: "at_least", value: "1" },
  amount: { op: "at_least", value: "100" },
  tag: { op: "", value: "" },
  product: { op: "", value: "" },
  category: { op: "", value: "" },
  source: { op: "", value: "wechat" },
  flag: { op: "", value: "true" },
  month: { op: "", value: "1" },
};

/** A new line for a field. */
export const rowOf = (field: Field): Row => ({ field, is_not: false, ...START[FIELDS[field].kind] });

/** What the lines say together; null while one of them is not finished. */
export function expressionOf(rows: readonly Row[], join: "all" | "any"): Expression | null {
  const parts: Expression[] = [];
  for (const row of rows) {
    const condition = conditionOf(row);
    if (!condition) {
      return null;
    }
    parts.push(row.is_not ? { not: condition } : condition);
  }
  return parts.length === 0 ? null : join === "all" ? { all: parts } : { any: parts };
}

function conditionOf({ field, op, value }: Row): Expression | null {
  if (!isField(field) || value.trim() === "") {
    return null;
  }
  const number = /^\d{1,6}$/.test(value.trim()) ? Number(value) : null;
  switch (FIELDS[field].kind) {
    case "days":
      return number === null || number < 1 || number > 3_650 ? null : { field, op, days: number };
    case "count":
      return number === null ? null : { field, op, value: number };
    case "amount": {
      const fen = fenOfYuan(value);
      return fen === null ? null : { field, op, value: fen };
    }
    case "source":
      return { field, values: [value] };
    case "flag":
      return { field, value: value === "true" };
    case "month":
      return { field, months: [Number(value)] };
    default:
      return { field, ids: [value] };
  }
}

/** The lines of an expression; null where it says more than the form can. */
export function rowsOf(expression: Expression): { rows: Row[]; join: "all" | "any" } | null {
  const join = "any" in expression ? "any" : "all";
  const parts = "any" in expression ? expression.any : "all" in expression ? expression.all : [expression];
  const rows: Row[] = [];
  for (const part of parts as Expression[]) {
    const inner = "not" in part ? (part.not as Expression) : part;
    const row = "field" in inner ? readRow(inner as { field: string; [name: string]: unknown }) : null;
    if (!row) {
      return null;
    }
    rows.push({ ...row, is_not: "not" in part });
  }
  return { rows, join };
}

function readRow(condition: { field: string; [name: string]: unknown }): Omit<Row, "is_not"> | null {
  const { field } = condition;
  if (!isField(field)) {
    return null;
  }
  const op = typeof condition.op === "string" ? condition.op : "";
  const list = [condition.ids, condition.values, condition.months].find(Array.isArray) as
    | unknown[]
    | undefined;
  if (list) {
    return list.length === 1 ? { field, op, value: String(list[0]) } : null;
  }
  const value = FIELDS[field].kind === "days" ? condition.days : condition.value;
  return { field, op, value: FIELDS[field].kind === "amount" ? yuanOfFen(String(value)) : String(value) };
}
