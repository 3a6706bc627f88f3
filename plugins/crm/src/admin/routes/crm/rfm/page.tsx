import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Input, Label, Table, Text } from "@medusajs/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  Card,
  fenOfYuan,
  Loaded,
  Note,
  PageLink,
  read,
  sendForm,
  t,
  useCommand,
  yuan,
  yuanOfFen,
} from "@tengman/admin-kit";
import { useState } from "react";

interface Thresholds {
  readonly r_days: number[];
  readonly f_orders: number[];
  readonly m_fen: string[];
}

interface Cell {
  readonly r: number;
  readonly bin: number;
  readonly customers: number;
  readonly net_fen: string;
  readonly before: number | null;
}

interface Matrices {
  readonly thresholds: Thresholds;
  readonly month: string;
  readonly r_f: Cell[];
  readonly r_m: Cell[];
}

const RFM = "/admin/crm/rfm";

/** The names of bins between thresholds, as `30` and `90` part them. */
function recencyNames({ r_days }: Thresholds): string[] {
  return [
    ...r_days.map((days, at) =>
      at === 0
        ? t("{{days}} 天内", { days })
        : t("{{from}} 至 {{days}} 天", { from: r_days[at - 1] ?? 0, days }),
    ),
    t("{{days}} 天以前", { days: r_days.at(-1) ?? 0 }),
  ];
}

const frequencyNames = ({ f_orders }: Thresholds): string[] => [
  t("不到 {{count}} 笔", { count: f_orders[0] ?? 0 }),
  ...f_orders.map((count) => t("{{count}} 笔起", { count })),
];

const moneyNames = ({ m_fen }: Thresholds): string[] => [
  t("不到 {{amount}}", { amount: yuan(m_fen[0] ?? "0") }),
  ...m_fen.map((fen) => t("{{amount}} 起", { amount: yuan(fen) })),
];

/** Customers by when they bought last, how often and for how much; each cell opens as a segment. */
const RfmPage = () => {
  const matrices = useQuery({ queryKey: ["crm-rfm"], queryFn: () => read<Matrices>(RFM) });
  return (
    <div className="flex flex-col gap-y-3" data-testid="crm-rfm">
      <Loaded query={matrices}>
        {({ thresholds, r_f, r_m }) => (
          <>
            <Matrix
              title={t("最近下单 × 下单次数")}
              axis="f"
              rows={recencyNames(thresholds)}
              columns={frequencyNames(thresholds)}
              cells={r_f}
              level="h1"
            />
            <Matrix
              title={t("最近下单 × 净支付金额")}
              axis="m"
              rows={recencyNames(thresholds)}
              columns={moneyNames(thresholds)}
              cells={r_m}
              level="h2"
            />
            <ThresholdForm key={JSON.stringify(thresholds)} thresholds={thresholds} />
          </>
        )}
      </Loaded>
    </div>
  );
};

const Matrix = ({
  title,
  axis,
  rows,
  columns,
  cells,
  level,
}: {
  title: string;
  axis: "f" | "m";
  rows: string[];
  columns: string[];
  cells: Cell[];
  level: "h1" | "h2";
}) => (
  <Card
    title={title}
    note={t("只含付过款的顾客；括号内为与本月初相比的变化，点击数字查看顾客")}
    level={level}
  >
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("最近一次下单")}</Table.HeaderCell>
            {columns.map((column) => (
              <Table.HeaderCell key={column} className="whitespace-nowrap text-right">
                {column}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row, r) => (
            <Table.Row key={row}>
              <Table.Cell className="whitespace-nowrap">{row}</Table.Cell>
              {columns.map((column, bin) => (
                <Table.Cell key={column} className="text-right">
                  <CellLink cell={cells.find((cell) => cell.r === r && cell.bin === bin)} axis={axis} />
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  </Card>
);

const CellLink = ({ cell, axis }: { cell: Cell | undefined; axis: "f" | "m" }) => {
  if (!cell) {
    return null;
  }
  const { r, bin, customers, before, net_fen } = cell;
  const expression = JSON.stringify({ field: "rfm", r: [r], [axis]: [bin] });
  const moved = before === null ? 0 : customers - before;
  return (
    <span className="whitespace-nowrap" title={yuan(net_fen)}>
      <PageLink to={`/crm/segments?expression=${encodeURIComponent(expression)}`}>{customers}</PageLink>
      {moved !== 0 && (
        <Text as="span" size="xsmall" className="text-ui-fg-muted">
          {` (${moved > 0 ? "+" : "−"}${Math.abs(moved)})`}
        </Text>
      )}
    </span>
  );
};

const numbersOf = (typed: string): string[] => typed.split(/[,，\s]+/).filter(Boolean);

const ThresholdForm = ({ thresholds }: { thresholds: Thresholds }) => {
  const queries = useQueryClient();
  const [days, setDays] = useState(thresholds.r_days.join(", "));
  const [orders, setOrders] = useState(thresholds.f_orders.join(", "));
  const [amounts, setAmounts] = useState(thresholds.m_fen.map(yuanOfFen).join(", "));
  const saving = useCommand(
    async () => {
      await sendForm(RFM, {
        r_days: numbersOf(days).map(Number),
        f_orders: numbersOf(orders).map(Number),
        m_fen: numbersOf(amounts).map((amount) => fenOfYuan(amount) ?? ""),
      });
      return t("已保存");
    },
    () => queries.invalidateQueries({ queryKey: ["crm-rfm"] }),
  );
  const fields = [
    { id: "r", label: t("最近下单的分界（天）"), value: days, set: setDays },
    { id: "f", label: t("下单次数的分界（笔）"), value: orders, set: setOrders },
    { id: "m", label: t("净支付金额的分界（元）"), value: amounts, set: setAmounts },
  ];
  return (
    <Card title={t("分界")}>
      <Note>{t("一到五个从小到大的数，用逗号隔开；修改后立即生效")}</Note>
      <div className="grid gap-3 px-6 py-4 md:grid-cols-3">
        {fields.map(({ id, label, value, set }) => (
          <div key={id} className="flex flex-col gap-y-1">
            <Label size="small" htmlFor={`rfm-${id}`}>
              {label}
            </Label>
            <Input id={`rfm-${id}`} size="small" value={value} onChange={({ target }) => set(target.value)} />
          </div>
        ))}
      </div>
      <div className="px-6 py-4">
        <Button size="small" isLoading={saving.isBusy} onClick={() => saving.run(undefined)}>
          {t("保存")}
        </Button>
      </div>
    </Card>
  );
};

export const config = defineRouteConfig({
  label: "RFM",
  nested: "/customers",
  rank: 3,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => "RFM" };

export default RfmPage;
