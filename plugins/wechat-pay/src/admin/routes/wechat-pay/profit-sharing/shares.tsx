import { Badge, Button, Container, Heading, Table, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { messages, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { formatFen, TEXT } from "../texts";
import { ReturnForm, ShareForm, UnfreezeForm } from "./share-forms";
import { readSharing, SHARING_KEY, type Share, type SharePage, useReceivers } from "./sharing";
import { KIND_TEXT, OUTCOME_COLORS, OUTCOME_TEXT, RESULT_TEXT, SHARING_TEXT as WORDS } from "./sharing-texts";

const PAGE_SIZE = 20;
const COLUMNS = messages([TEXT.time, WORDS.kind, WORDS.parts, WORDS.number, WORDS.outcome, ""]);

/** Every share, unfreezing and return, page by page. @param payment the number a form begins with */
export function Shares({ isOn, payment }: { isOn: boolean; payment: string }) {
  const [opened, setOpened] = useState<"share" | "unfreeze" | Share | undefined>(
    isOn && payment ? "share" : undefined,
  );
  const close = () => setOpened(undefined);
  return (
    <Container className="divide-y p-0" data-testid="shares">
      <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
        <div>
          <Heading level="h2">{WORDS.shares}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {WORDS.sharesExplanation}
          </Text>
        </div>
        {isOn && (
          <div className="flex gap-x-2">
            <Button
              size="small"
              variant="secondary"
              data-testid="open-unfreeze"
              onClick={() => setOpened("unfreeze")}
            >
              {WORDS.unfreeze}
            </Button>
            <Button size="small" data-testid="open-share" onClick={() => setOpened("share")}>
              {WORDS.share}
            </Button>
          </div>
        )}
      </div>
      <ShareTable onReturn={setOpened} />
      {opened === "share" && <ShareForm payment={payment} onClose={close} />}
      {opened === "unfreeze" && <UnfreezeForm payment={payment} onClose={close} />}
      {typeof opened === "object" && <ReturnForm share={opened} onClose={close} />}
    </Container>
  );
}

function ShareTable({ onReturn }: { onReturn: (share: Share) => void }) {
  // The cursors that led to the page on screen; the first page has none.
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const { data, isError } = useQuery({
    queryKey: [...SHARING_KEY, "shares", cursor],
    queryFn: () => readSharing<SharePage>("/shares", { limit: PAGE_SIZE, cursor }),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });
  const next = data?.next_cursor;
  if (!data?.shares.length) {
    return (
      <Text size="small" className="px-6 py-4 text-ui-fg-muted">
        {data ? WORDS.noShares : isError ? TEXT.failed : TEXT.loading}
      </Text>
    );
  }
  return (
    <>
      <Table>
        <Table.Header>
          <Table.Row>
            {COLUMNS.map((title) => (
              <Table.HeaderCell key={title}>{title}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {data.shares.map((share) => (
            <ShareRow key={share.id} share={share} onReturn={onReturn} />
          ))}
        </Table.Body>
      </Table>
      {(next || cursors.length > 0) && (
        <div className="flex justify-end gap-x-2 px-6 py-3">
          <Button
            size="small"
            variant="secondary"
            disabled={cursors.length === 0}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            {WORDS.previous}
          </Button>
          <Button
            size="small"
            variant="secondary"
            disabled={!next}
            onClick={() => next && setCursors([...cursors, next])}
          >
            {WORDS.next}
          </Button>
        </div>
      )}
    </>
  );
}

function ShareRow({ share, onReturn }: { share: Share; onReturn: (share: Share) => void }) {
  const { kind, parts, number, transaction_id, outcome, problem, created_at } = share;
  const mayReturn = kind === "share" && parts.some(({ result }) => result === "SUCCESS");
  return (
    <Table.Row data-testid="share-row" data-kind={kind} data-outcome={outcome}>
      <Table.Cell>{timeText(created_at)}</Table.Cell>
      <Table.Cell>{KIND_TEXT[kind]}</Table.Cell>
      <Table.Cell>
        <Parts share={share} />
      </Table.Cell>
      <Table.Cell>
        <Text size="xsmall" className="font-mono">
          {number}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted font-mono">
          {transaction_id}
        </Text>
      </Table.Cell>
      <Table.Cell>
        <Badge size="2xsmall" color={OUTCOME_COLORS[outcome] ?? "orange"}>
          {OUTCOME_TEXT[outcome] ?? outcome}
        </Badge>
        {problem && (
          <Text size="xsmall" className="max-w-xs whitespace-normal text-ui-fg-error">
            {problem}
          </Text>
        )}
      </Table.Cell>
      <Table.Cell>
        <div className="flex justify-end py-2">
          {mayReturn && (
            <Button
              size="small"
              variant="secondary"
              data-testid="open-return"
              onClick={() => onReturn(share)}
            >
              {WORDS.giveBack}
            </Button>
          )}
        </div>
      </Table.Cell>
    </Table.Row>
  );
}

/** Who gets how much, and whether it is there. */
function Parts({ share: { parts } }: { share: Share }) {
  const { data: receivers } = useReceivers();
  if (parts.length === 0) {
    return TEXT.none;
  }
  return (
    <div className="flex flex-col gap-y-1 py-2">
      {parts.map(({ mch_id, amount_fen, result, fail_reason }) => (
        <Text key={mch_id} size="small" className="whitespace-normal">
          {receivers?.find((receiver) => receiver.mch_id === mch_id)?.name ?? mch_id} {formatFen(amount_fen)}
          <span className="text-ui-fg-muted">
            {result ? ` · ${RESULT_TEXT[result] ?? result}` : ""}
            {fail_reason ? `（${fail_reason}）` : ""}
          </span>
        </Text>
      ))}
    </div>
  );
}
