import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Container, Heading, Table, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Fault, fetchFaults, pageOf } from "../../../faults/requests";

const STATES = { open: "待修复", resolved: "已修复" } as const;
const PAGE_SIZE = 50;

const moment = (iso: string) => new Date(iso).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });

/** What the shop leaves out because it cannot be sold or shown as it is, with where it is mended. */
const FaultsPage = () => {
  const [state, setState] = useState<keyof typeof STATES>("open");
  const [offset, setOffset] = useState(0);
  const { data, isError } = useQuery({
    queryKey: ["mall-faults", state, offset],
    queryFn: () => fetchFaults({ state, offset }),
    placeholderData: keepPreviousData,
  });
  const show = (next: keyof typeof STATES) => {
    setState(next);
    setOffset(0);
  };
  return (
    <Container className="divide-y p-0" data-testid="faults">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading>待修复</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            以下内容暂不对顾客展示或无法使用，其余商品与订单不受影响；改好后会自动恢复
          </Text>
        </div>
        <div className="flex gap-x-2">
          {(Object.keys(STATES) as (keyof typeof STATES)[]).map((one) => (
            <Button
              key={one}
              size="small"
              variant={one === state ? "primary" : "secondary"}
              onClick={() => show(one)}
            >
              {STATES[one]}
            </Button>
          ))}
        </div>
      </div>
      {data?.faults.length ? (
        <FaultTable faults={data.faults} />
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {isError ? "读取失败，请刷新重试" : data ? "没有需要处理的内容" : "正在读取…"}
        </Text>
      )}
      <div className="flex justify-end gap-x-2 px-6 py-4">
        <Button
          size="small"
          variant="transparent"
          disabled={offset === 0}
          onClick={() => setOffset(Math.max(0, offset - PAGE_SIZE))}
        >
          上一页
        </Button>
        <Button
          size="small"
          variant="transparent"
          disabled={!data || offset + PAGE_SIZE >= data.count}
          onClick={() => setOffset(offset + PAGE_SIZE)}
        >
          下一页
        </Button>
      </div>
    </Container>
  );
};

const FaultTable = ({ faults }: { faults: Fault[] }) => (
  <div className="overflow-x-auto">
    <Table>
      <Table.Header>
        <Table.Row>
          {["问题", "对象", "说明", "如何处理", "首次发现", "最近发现"].map((title) => (
            <Table.HeaderCell key={title}>{title}</Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {faults.map((fault) => (
          <FaultRow key={fault.id} fault={fault} />
        ))}
      </Table.Body>
    </Table>
  </div>
);

const FaultRow = ({ fault }: { fault: Fault }) => {
  const page = pageOf(fault);
  const name = fault.title || fault.subject_id;
  return (
    <Table.Row data-testid="fault-row" data-subject={fault.subject_id}>
      <Table.Cell>{fault.label}</Table.Cell>
      <Table.Cell>
        {page ? (
          <a href={page} className="text-ui-fg-interactive">
            {name}
          </a>
        ) : (
          name
        )}
      </Table.Cell>
      <Table.Cell>{fault.detail}</Table.Cell>
      <Table.Cell>{fault.remedy}</Table.Cell>
      <Table.Cell>{moment(fault.first_seen_at)}</Table.Cell>
      <Table.Cell>{moment(fault.last_seen_at)}</Table.Cell>
    </Table.Row>
  );
};

export const config = defineRouteConfig({ label: "待修复" });

export const handle = { breadcrumb: () => "待修复" };

export default FaultsPage;
