import { Button, Label, Select } from "@medusajs/ui";
import { useState } from "react";
import { formatFen } from "../texts";
import { type Share, shareFen, useReceivers } from "./sharing";
import { SharingDrawer, SharingField } from "./sharing-drawer";
import { SHARING_TEXT as WORDS } from "./sharing-texts";

interface PartDraft {
  /** Tells the drafts of one form apart. */
  key: number;
  mch_id: string;
  yuan: string;
  description: string;
}

const EMPTY: PartDraft = { key: 0, mch_id: "", yuan: "", description: "" };

/** What the API is told of a part; undefined while something is missing. */
function wantedPart({ mch_id, yuan, description }: PartDraft) {
  const amount_fen = shareFen(yuan);
  const text = description.trim();
  return mch_id && amount_fen && text ? { mch_id, amount_fen, description: text } : undefined;
}

/** Asks which payment is shared, with whom and how much each. */
export function ShareForm({ payment, onClose }: { payment: string; onClose: () => void }) {
  const { data: receivers } = useReceivers();
  const [number, setNumber] = useState(payment);
  const [drafts, setDrafts] = useState<PartDraft[]>([EMPTY]);
  const parts = drafts.flatMap((draft) => wantedPart(draft) ?? []);
  const isWhole = number.trim() !== "" && parts.length === drafts.length;
  const names = (receivers ?? []).map(({ mch_id, name }) => ({ value: mch_id, text: name }));
  return (
    <SharingDrawer
      title={WORDS.share}
      path="shares"
      body={isWhole ? { kind: "share", payment_id: number.trim(), parts } : undefined}
      done={WORDS.asked}
      onClose={onClose}
    >
      <PaymentNumber value={number} onChange={setNumber} />
      {drafts.map((draft, at) => (
        <PartFields
          key={draft.key}
          at={at}
          draft={draft}
          receivers={names}
          onChange={(changed) => setDrafts(drafts.map((one, place) => (place === at ? changed : one)))}
          onRemove={
            drafts.length > 1 ? () => setDrafts(drafts.filter((_, place) => place !== at)) : undefined
          }
        />
      ))}
      <Button
        size="small"
        variant="transparent"
        className="self-start"
        onClick={() => setDrafts([...drafts, { ...EMPTY, key: (drafts.at(-1)?.key ?? 0) + 1 }])}
      >
        {WORDS.addPart}
      </Button>
    </SharingDrawer>
  );
}

/** Asks which payment's rest is freed. */
export function UnfreezeForm({ payment, onClose }: { payment: string; onClose: () => void }) {
  const [number, setNumber] = useState(payment);
  const payment_id = number.trim();
  return (
    <SharingDrawer
      title={WORDS.unfreeze}
      explanation={WORDS.unfreezeExplain}
      path="shares"
      body={payment_id ? { kind: "unfreeze", payment_id } : undefined}
      done={WORDS.asked}
      onClose={onClose}
    >
      <PaymentNumber value={number} onChange={setNumber} />
    </SharingDrawer>
  );
}

/** Asks which receiver gives how much of a share back. */
export function ReturnForm({ share, onClose }: { share: Share; onClose: () => void }) {
  const received = share.parts.filter(({ result }) => result === "SUCCESS");
  const [draft, setDraft] = useState<PartDraft>({ ...EMPTY, mch_id: received[0]?.mch_id ?? "" });
  const names = received.map(({ mch_id, amount_fen }) => ({
    value: mch_id,
    text: `${mch_id} · ${formatFen(amount_fen)}`,
  }));
  return (
    <SharingDrawer
      title={WORDS.giveBack}
      explanation={WORDS.backExplain}
      path={`shares/${share.id}/returns`}
      body={wantedPart(draft)}
      done={WORDS.asked}
      onClose={onClose}
    >
      <PartFields at={0} draft={draft} receivers={names} onChange={setDraft} onRemove={undefined} />
    </SharingDrawer>
  );
}

function PaymentNumber({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <SharingField
      id="share-payment"
      label={WORDS.paymentNumber}
      hint={WORDS.paymentNumberHint}
      value={value}
      onChange={onChange}
    />
  );
}

interface PartForm {
  at: number;
  draft: PartDraft;
  receivers: readonly { value: string; text: string }[];
  onChange: (draft: PartDraft) => void;
  onRemove: (() => void) | undefined;
}

function PartFields({ at, draft, receivers, onChange, onRemove }: PartForm) {
  const isAmountWrong = draft.yuan !== "" && !shareFen(draft.yuan);
  return (
    <fieldset className="bg-ui-bg-subtle flex flex-col gap-y-3 rounded-md px-3 py-3">
      <div className="flex flex-col gap-y-1">
        <div className="flex items-center justify-between">
          <Label size="small">{WORDS.receiver}</Label>
          {onRemove && (
            <Button size="small" variant="transparent" onClick={onRemove}>
              {WORDS.removePart}
            </Button>
          )}
        </div>
        <Select size="small" value={draft.mch_id} onValueChange={(mch_id) => onChange({ ...draft, mch_id })}>
          <Select.Trigger data-testid={`part-receiver-${at}`}>
            <Select.Value placeholder={WORDS.receiver} />
          </Select.Trigger>
          <Select.Content>
            {receivers.map(({ value, text }) => (
              <Select.Item key={value} value={value}>
                {text}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </div>
      <SharingField
        id={`part-amount-${at}`}
        label={WORDS.amount}
        wrong={isAmountWrong && WORDS.amountWrong}
        value={draft.yuan}
        onChange={(yuan) => onChange({ ...draft, yuan })}
      />
      <SharingField
        id={`part-description-${at}`}
        label={WORDS.description}
        hint={WORDS.descriptionHint}
        value={draft.description}
        onChange={(description) => onChange({ ...draft, description })}
      />
    </fieldset>
  );
}
