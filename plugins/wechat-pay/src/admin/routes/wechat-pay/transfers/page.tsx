import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Container, Heading, Label, Switch, Table, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { messages, read, t } from "@tengman/admin-kit";
import { useState } from "react";
import { TEXT } from "../texts";
import { TRANSFERS_KEY, type Transfer, TransferRow } from "./transfer-row";
import { TRANSFER_TEXT } from "./transfer-texts";

const PAGE_SIZE = 20;
const COLUMNS = messages([
  TEXT.time,
  TEXT.amount,
  TRANSFER_TEXT.state,
  TRANSFER_TEXT.numbers,
  TRANSFER_TEXT.advice,
  "",
]);

interface TransferPage {
  transfers: Transfer[];
  next_cursor?: string;
}

const fetchTransfers = (onlyProblems: boolean, cursor: string | undefined): Promise<TransferPage> =>
  read("/admin/wechat-pay/transfers", { limit: PAGE_SIZE, problem: String(onlyProblems), cursor });

/** Every transfer to a person, page by page, with what is to be done about it. */
const TransfersPage = () => {
  const [onlyProblems, setOnlyProblems] = useState(false);
  // The cursors that led to the page on screen; the first page has none.
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const { data, isLoading, isError } = useQuery({
    queryKey: [...TRANSFERS_KEY, onlyProblems, cursor],
    queryFn: () => fetchTransfers(onlyProblems, cursor),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });
  const next = data?.next_cursor;
  return (
    <Container className="divide-y p-0" data-testid="transfers">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h1">{TRANSFER_TEXT.title}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {TRANSFER_TEXT.explanation}
          </Text>
        </div>
        <div className="flex items-center gap-x-2">
          <Switch
            id="only-problems"
            checked={onlyProblems}
            onCheckedChange={(checked) => {
              setOnlyProblems(checked);
              setCursors([]);
            }}
          />
          <Label htmlFor="only-problems" size="small">
            {TRANSFER_TEXT.onlyProblems}
          </Label>
        </div>
      </div>
      {data?.transfers.length ? (
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                {COLUMNS.map((title) => (
                  <Table.HeaderCell key={title}>{title}</Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {data.transfers.map((transfer) => (
                <TransferRow key={transfer.id} transfer={transfer} />
              ))}
            </Table.Body>
          </Table>
        </div>
      ) : (
        <Text size="small" className="px-6 py-4 text-ui-fg-muted">
          {isLoading ? TEXT.loading : isError ? TEXT.failed : TEXT.empty}
        </Text>
      )}
      <div className="flex justify-end gap-x-2 px-6 py-3">
        <Button
          size="small"
          variant="secondary"
          disabled={cursors.length === 0}
          onClick={() => setCursors(cursors.slice(0, -1))}
        >
          {TRANSFER_TEXT.previous}
        </Button>
        <Button
          size="small"
          variant="secondary"
          disabled={!next}
          onClick={() => next && setCursors([...cursors, next])}
        >
          {TRANSFER_TEXT.next}
        </Button>
      </div>
    </Container>
  );
};

export const config = defineRouteConfig({ label: "商家转账", rank: 2, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("商家转账") };

export default TransfersPage;
