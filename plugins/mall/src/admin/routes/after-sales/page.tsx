import { defineRouteConfig } from "@medusajs/admin-sdk";
import { ArrowUturnLeft } from "@medusajs/icons";
import { Button, Container, Heading, Select, StatusBadge, Table, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CaseDrawer } from "../../after-sales/case-drawer";
import { type AfterSale, fetchAfterSales } from "../../after-sales/requests";
import { moment, REASONS, refundText, STATES, TYPES, timeLeft, yuan } from "../../after-sales/words";

const ALL = "all";
/** Cases move by themselves while money and goods are on their way. */
const REFRESH_MS = 15_000;

/** After-sale cases: what shoppers ask for, and the merchant's decision. */
const AfterSalesPage = () => {
  const [state, setState] = useState("open");
  const [cursors, setCursors] = useState<string[]>([]);
  const [opened, setOpened] = useState<AfterSale | null>(null);
  const cursor = cursors.at(-1);
  const list = useQuery({
    queryKey: ["mall-after-sales", state, cursor],
    queryFn: () => fetchAfterSales({ state: state === ALL ? "" : state, cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const found = list.data?.after_sales ?? [];
  const next = list.data?.next_cursor;
  const counts = list.data?.counts ?? {};
  return (
    <Container className="divide-y p-0" data-testid="after-sales">
      <div className="flex flex-wrap items-center justify-between gap-4 px-6 py-4">
        <div>
          <Heading>售后</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            待处理 {counts.requested ?? 0} · 待退款 {counts.to_refund ?? 0} · 退货中 {counts.returning ?? 0}
            {list.data && list.data.due_soon > 0 && ` · ${list.data.due_soon} 单将在 24 小时内自动同意`}
          </Text>
        </div>
        <div className="w-36">
          <Select
            size="small"
            value={state}
            onValueChange={(chosen) => {
              setState(chosen);
              setCursors([]);
            }}
          >
            <Select.Trigger aria-label="状态">
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              <Select.Item value="open">进行中</Select.Item>
              <Select.Item value="due_soon">即将自动同意</Select.Item>
              {Object.entries(STATES).map(([one, { label }]) => (
                <Select.Item key={one} value={one}>
                  {label}
                </Select.Item>
              ))}
              <Select.Item value={ALL}>全部</Select.Item>
            </Select.Content>
          </Select>
        </div>
      </div>
      {found.length > 0 && <CaseTable found={found} onOpen={setOpened} />}
      <ListNote list={list} isEmpty={found.length === 0} />
      <div className="flex items-center justify-end gap-x-2 px-6 py-4">
        <Button
          size="small"
          variant="transparent"
          disabled={cursors.length === 0}
          onClick={() => setCursors(cursors.slice(0, -1))}
        >
          上一页
        </Button>
        <Button
          size="small"
          variant="transparent"
          disabled={next === undefined}
          onClick={() => next !== undefined && setCursors([...cursors, next])}
        >
          下一页
        </Button>
      </div>
      {opened && (
        <CaseDrawer
          key={opened.id + opened.state}
          found={opened}
          onClose={() => setOpened(null)}
          onDone={(after) => {
            setOpened(after);
            list.refetch();
          }}
        />
      )}
    </Container>
  );
};

const ListNote = ({
  list,
  isEmpty,
}: {
  list: { isPending: boolean; isError: boolean; error: Error | null; refetch: () => unknown };
  isEmpty: boolean;
}) => {
  if (list.isError) {
    return (
      <div className="flex items-center justify-between px-6 py-8">
        <Text size="small" className="text-ui-fg-error">
          {list.error?.message ?? "读取失败"}
        </Text>
        <Button size="small" variant="secondary" onClick={() => list.refetch()}>
          重试
        </Button>
      </div>
    );
  }
  if (!list.isPending && !isEmpty) return null;
  return (
    <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
      {list.isPending ? "正在读取…" : "这里没有售后单"}
    </Text>
  );
};

const HEADINGS = ["申请时间", "订单", "类型", "商品", "原因", "金额", "状态"];

const CaseTable = ({ found, onOpen }: { found: AfterSale[]; onOpen: (one: AfterSale) => void }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          {HEADINGS.map((heading) => (
            <Table.HeaderCell key={heading}>{heading}</Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {found.map((one) => (
          <Table.Row
            key={one.id}
            className="cursor-pointer"
            data-testid="after-sale-row"
            onClick={() => onOpen(one)}
          >
            <Table.Cell className="whitespace-nowrap">{moment(one.created_at)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">#{one.display_id ?? "—"}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{TYPES[one.type]}</Table.Cell>
            <Table.Cell className="max-w-48 truncate">
              {one.items.map(({ title }) => title).join("、")}
            </Table.Cell>
            <Table.Cell className="whitespace-nowrap">{REASONS[one.reason] ?? one.reason}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">{yuan(one.approved_fen ?? one.asked_fen)}</Table.Cell>
            <Table.Cell className="whitespace-nowrap">
              <div className="flex items-center gap-x-2 whitespace-nowrap">
                <StatusBadge
                  color={one.refund?.state === "needs_attention" ? "red" : STATES[one.state].color}
                >
                  {one.refund?.state === "needs_attention" ? refundText(one) : STATES[one.state].label}
                </StatusBadge>
                {one.answer_by && (
                  <Text as="span" size="small" className="text-ui-fg-subtle whitespace-nowrap">
                    {timeLeft(one.answer_by, new Date())}
                  </Text>
                )}
              </div>
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  </div>
);

export const config = defineRouteConfig({ label: "售后", icon: ArrowUturnLeft });

export const handle = { breadcrumb: () => "售后" };

export default AfterSalesPage;
