import { Button, Label, Text, Textarea, toast } from "@medusajs/ui";
import { useRef, useState } from "react";
import { t } from "./translation";

/** Something that a merchant may decide. */
export interface Decision {
  readonly id: string;
  readonly label: string;
  /** What will happen; it is read before the decision is confirmed. */
  readonly happens: string;
  /** Whether a reason is asked for, and who reads it. */
  readonly reason?: { readonly label: string; readonly isOptional?: boolean; readonly placeholder?: string };
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
}

/** Sends a command once at a time, says what came of it, and reports a refusal in the server's words. */
export function useCommand<Input>(command: (input: Input) => Promise<string>, onDone: () => void) {
  const [isBusy, setBusy] = useState(false);
  // A second click may come before the page is drawn again.
  const isRunning = useRef(false);
  const run = async (input: Input) => {
    if (isRunning.current) {
      return;
    }
    isRunning.current = true;
    setBusy(true);
    try {
      const said = await command(input);
      if (said) {
        toast.success(said);
      }
      onDone();
    } catch (error) {
      toast.error(t("没有处理"), { description: error instanceof Error ? error.message : String(error) });
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return { run, isBusy };
}

/** The decisions a page offers; each says what it does and asks for its reason before anything happens. */
export const Decisions = ({
  decisions,
  onDecide,
  onDone,
}: {
  decisions: readonly Decision[];
  /** Answers with what the merchant is told. */
  onDecide: (id: string, reason: string) => Promise<string>;
  onDone: () => void;
}) => {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = decisions.find(({ id }) => id === chosenId);
  if (!chosen) {
    return (
      <div className="flex flex-wrap justify-end gap-2">
        {decisions.map(({ id, label, isDanger, isDisabled }, index) => (
          <Button
            key={id}
            size="small"
            variant={isDanger ? "danger" : index === decisions.length - 1 ? "primary" : "secondary"}
            disabled={isDisabled ?? false}
            onClick={() => setChosenId(id)}
          >
            {label}
          </Button>
        ))}
      </div>
    );
  }
  return (
    <Confirmation
      decision={chosen}
      onBack={() => setChosenId(null)}
      onConfirm={(reason) => onDecide(chosen.id, reason)}
      onDone={() => {
        setChosenId(null);
        onDone();
      }}
    />
  );
};

const Confirmation = ({
  decision,
  onBack,
  onConfirm,
  onDone,
}: {
  decision: Decision;
  onBack: () => void;
  onConfirm: (reason: string) => Promise<string>;
  onDone: () => void;
}) => {
  const [reason, setReason] = useState("");
  const { run, isBusy } = useCommand(onConfirm, onDone);
  const { label, happens, isDanger } = decision;
  const words = reason.trim();
  const isMissing = decision.reason !== undefined && !decision.reason.isOptional && words === "";
  return (
    <div className="flex w-full flex-col gap-y-3" data-testid="decision">
      <Text size="small">{happens}</Text>
      {decision.reason && (
        <div className="flex flex-col gap-y-1">
          <Label size="small" htmlFor="decision-reason">
            {decision.reason.label}
          </Label>
          <Textarea
            id="decision-reason"
            value={reason}
            maxLength={200}
            placeholder={decision.reason.placeholder ?? ""}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
      )}
      <div className="flex justify-end gap-x-2">
        <Button size="small" variant="secondary" disabled={isBusy} onClick={onBack}>
          {t("返回")}
        </Button>
        <Button
          size="small"
          variant={isDanger ? "danger" : "primary"}
          disabled={isMissing}
          isLoading={isBusy}
          onClick={() => run(words)}
        >
          {t("确认{{act}}", { act: label })}
        </Button>
      </div>
    </div>
  );
};
