import { Button, Text } from "@medusajs/ui";
import { DetailDrawer, Refusal, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { PARCELS } from "./to-ship";

interface ImportedOrder {
  number: string;
  line: number;
  outcome: "ready" | "sent" | "unchanged" | "refused";
  message?: string;
}

interface Answer {
  orders: number;
  next: number | null;
  results: ImportedOrder[];
  faults: { line: number; message: string }[];
  unfilled: number;
}

interface Outcome extends Omit<Answer, "next"> {
  isTrial: boolean;
}

/** Sends a file's orders a page after the other. @throws Refusal with the server's words */
async function sendFile(file: File, isTrial: boolean, onProgress: (done: number) => void): Promise<Outcome> {
  const results: ImportedOrder[] = [];
  let from: number | null = 0;
  let last: Answer | null = null;
  while (from !== null) {
    const answer: Response = await fetch(`${PARCELS}/import?dry_run=${isTrial}&from=${from}`, {
      method: "POST",
      credentials: "include",
      headers: { accept: "application/json", "content-type": "text/csv" },
      body: file,
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refusal(said.message ?? `HTTP ${answer.status}`, said.code ?? "", said.field);
    last = said as Answer;
    results.push(...last.results);
    from = last.next;
    onProgress(results.length);
  }
  const { orders = 0, faults = [], unfilled = 0 } = last ?? {};
  return { orders, faults, unfilled, results, isTrial };
}

/** Reads a CSV file of shipments: a trial first, which says line by line what is wrong, then for good. */
export const ImportDrawer = ({ onClose, onDone }: { onClose: () => void; onDone: () => void }) => {
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [done, setDone] = useState(0);
  const run = async (isTrial: boolean) => {
    if (!file) return "";
    setDone(0);
    setOutcome(await sendFile(file, isTrial, setDone));
    return isTrial ? "" : t("导入完成");
  };
  const trial = useCommand(
    () => run(true),
    () => undefined,
  );
  const sending = useCommand(() => run(false), onDone);
  const ready = outcome?.isTrial ? outcome.results.filter(({ outcome: is }) => is === "ready").length : 0;
  return (
    <DetailDrawer
      title={t("导入发货单")}
      testId="import-shipments"
      onClose={onClose}
      footer={
        <div className="flex justify-end gap-x-2">
          <Button
            size="small"
            variant="secondary"
            disabled={!file || sending.isBusy}
            isLoading={trial.isBusy}
            onClick={() => trial.run(undefined)}
          >
            {t("检查文件")}
          </Button>
          <Button
            size="small"
            disabled={ready === 0 || trial.isBusy}
            isLoading={sending.isBusy}
            onClick={() => sending.run(undefined)}
          >
            {t("发货 {{ready}} 单", { ready })}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <Text size="small" className="text-ui-fg-subtle">
          {t(
            "CSV 文件，第一行是列名：订单编号、运单号，可选快递公司、商品行号、数量。导出的待发货单填好运单号即可导入；同一文件重复导入不会重复发货。",
          )}
        </Text>
        <input
          type="file"
          accept=".csv,text/csv"
          aria-label={t("选择文件")}
          onChange={({ target }) => {
            setFile(target.files?.[0] ?? null);
            setOutcome(null);
          }}
        />
        {(trial.isBusy || sending.isBusy) && (
          <Text size="small" aria-live="polite">
            {t("已处理 {{done}} 单", { done })}
          </Text>
        )}
      </div>
      {outcome && <Told outcome={outcome} />}
    </DetailDrawer>
  );
};

const Told = ({ outcome }: { outcome: Outcome }) => {
  const count = (is: ImportedOrder["outcome"]) => outcome.results.filter((one) => one.outcome === is).length;
  const problems = [
    ...outcome.faults,
    ...outcome.results.flatMap(({ line, number, message }) =>
      message ? [{ line, message: `${number} ${message}` }] : [],
    ),
  ].sort((one, other) => one.line - other.line);
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4" data-testid="import-outcome">
      <Text size="small" weight="plus">
        {outcome.isTrial
          ? t(
              "可发货 {{ready}} 单，已发过 {{unchanged}} 单，有问题 {{problems}} 处，未填运单号 {{unfilled}} 行",
              {
                ready: count("ready"),
                unchanged: count("unchanged"),
                problems: problems.length,
                unfilled: outcome.unfilled,
              },
            )
          : t("已发货 {{sent}} 单，已发过 {{unchanged}} 单，有问题 {{problems}} 处", {
              sent: count("sent"),
              unchanged: count("unchanged"),
              problems: problems.length,
            })}
      </Text>
      <ul className="flex flex-col gap-y-1">
        {problems.map(({ line, message }) => (
          <li key={`${line} ${message}`} className="txt-small text-ui-fg-error">
            {t("第 {{line}} 行：{{message}}", { line, message })}
          </li>
        ))}
      </ul>
    </div>
  );
};
