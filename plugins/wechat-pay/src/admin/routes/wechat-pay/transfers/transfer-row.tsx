import { Badge, Button, Table, Text, toast, usePrompt } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { read, send, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { formatFen, TEXT } from "../texts";
import { eventText, STATE_TEXT, TRANSFER_TEXT } from "./transfer-texts";

/** A transfer as the merchant's API answers it. */
export interface Transfer {
  id: string;
  out_bill_no: string;
  transfer_bill_no: string | null;
  amount_fen: string;
  state: string;
  standing: string;
  reason: string | null;
  advice: string | null;
  confirm_by: string | null;
  may_cancel: boolean;
  created_at: string;
}

interface TransferEvent {
  happened_at: string;
  kind: string;
  detail: string;
}

/** The queries of this page, to be asked anew when something was done. */
export const TRANSFERS_KEY = ["wechat-pay", "transfers"];

const COLORS: Readonly<Record<string, "green" | "red" | "grey" | "orange">> = {
  paid: "green",
  failed: "red",
  expired: "grey",
  cancelled: "grey",
};

/** One transfer with its numbers, what to do about it, and what happened to it. */
export function TransferRow({ transfer }: { transfer: Transfer }) {
  const [isOpen, setOpen] = useState(false);
  const color = transfer.advice ? "red" : (COLORS[transfer.standing] ?? "orange");
  return (
    <>
      <Table.Row data-testid="transfer-row" data-standing={transfer.standing}>
        <Table.Cell>{timeText(transfer.created_at)}</Table.Cell>
        <Table.Cell>{formatFen(transfer.amount_fen)}</Table.Cell>
        <Table.Cell>
          <Badge size="2xsmall" color={color}>
            {STATE_TEXT[transfer.state] ?? transfer.state}
          </Badge>
        </Table.Cell>
        <Table.Cell>
          <Text size="xsmall" className="font-mono">
            {transfer.out_bill_no}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted font-mono">
            {transfer.transfer_bill_no ?? TEXT.none}
          </Text>
        </Table.Cell>
        <Table.Cell>
          <Text size="small" className="max-w-xs whitespace-normal">
            {transfer.advice ?? transfer.reason ?? TEXT.none}
          </Text>
        </Table.Cell>
        <Table.Cell>
          <div className="flex justify-end gap-x-2 py-2">
            {transfer.may_cancel && <CancelButton id={transfer.id} />}
            <Button
              size="small"
              variant="transparent"
              data-testid="transfer-open"
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? TRANSFER_TEXT.hide : TRANSFER_TEXT.timeline}
            </Button>
          </div>
        </Table.Cell>
      </Table.Row>
      {isOpen && (
        <Table.Row>
          <td colSpan={6} className="bg-ui-bg-subtle px-6 py-3">
            <Timeline transfer={transfer} />
          </td>
        </Table.Row>
      )}
    </>
  );
}

function Timeline({ transfer }: { transfer: Transfer }) {
  const { data, isError } = useQuery({
    queryKey: [...TRANSFERS_KEY, transfer.id],
    queryFn: async () =>
      (await read<{ events: TransferEvent[] }>(`/admin/wechat-pay/transfers/${transfer.id}`)).events,
  });
  if (!data) {
    return <Text size="small">{isError ? TEXT.failed : TEXT.loading}</Text>;
  }
  return (
    <ol className="flex flex-col gap-y-1" data-testid="transfer-timeline">
      {data.map((event) => (
        <li key={`${event.happened_at}${event.kind}${event.detail}`} className="flex gap-x-4">
          <Text size="small" className="text-ui-fg-muted">
            {timeText(event.happened_at)}
          </Text>
          <Text size="small">{eventText(event)}</Text>
        </li>
      ))}
      {transfer.standing === "waiting_for_user" && transfer.confirm_by && (
        <Text size="small" className="text-ui-fg-subtle">
          {TRANSFER_TEXT.confirmBy} {timeText(transfer.confirm_by)}
        </Text>
      )}
    </ol>
  );
}

function CancelButton({ id }: { id: string }) {
  const client = useQueryClient();
  const ask = usePrompt();
  const cancel = useMutation({
    mutationFn: () => send(`/admin/wechat-pay/transfers/${id}/cancel`, {}),
    onSuccess: () => toast.success(TRANSFER_TEXT.cancelled),
    onError: (error) => toast.error(TEXT.actionFailed + error.message),
    onSettled: () => client.invalidateQueries({ queryKey: TRANSFERS_KEY }),
  });
  const confirm = async (): Promise<void> => {
    const { cancelTitle: title, cancelExplain: description } = TRANSFER_TEXT;
    if (
      await ask({ title, description, confirmText: TRANSFER_TEXT.cancel, cancelText: TRANSFER_TEXT.hide })
    ) {
      cancel.mutate();
    }
  };
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={cancel.isPending}
      data-testid="transfer-cancel"
      onClick={confirm}
    >
      {TRANSFER_TEXT.cancel}
    </Button>
  );
}
