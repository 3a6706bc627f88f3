import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button, Input, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, DownloadButton, read, sdk, sendForm, t, useCommand, yuan } from "@tengman/admin-kit";
import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { type Expression, expressionOf, type Row, rowsOf } from "../../../segment/segment";
import { SegmentCustomers } from "../../../segment/segment-customers";
import { Choice, SegmentForm } from "../../../segment/segment-form";

interface Saved {
  readonly id: string;
  readonly name: string;
  readonly expression: Expression;
}

interface Count {
  readonly customers: number;
  readonly orders: number;
  readonly net_fen: string;
}

const SEGMENTS = "/admin/crm/segments";

/** The expression that another page opened; null where it opened none. */
function givenExpression(text: string | null): Expression | null {
  try {
    return text ? (JSON.parse(text) as Expression) : null;
  } catch {
    return null;
  }
}

/** Segments: who is in one as it is being written, saved under a name, taken away as a file. */
const SegmentsPage = () => {
  const [parameters] = useSearchParams();
  const given = givenExpression(parameters.get("expression"));
  const [chosen, setChosen] = useState<Saved | null>(null);
  // What the form cannot say, as an RFM cell, is shown as it is until a line is added.
  const [opened, setOpened] = useState<Expression | null>(given);
  const [lines, setLines] = useState<{ rows: Row[]; join: "all" | "any" }>(
    () => (given && rowsOf(given)) ?? { rows: [], join: "all" },
  );
  const typed = expressionOf(lines.rows, lines.join);
  const isUnfinished = lines.rows.length > 0 && typed === null;
  const expression = lines.rows.length > 0 ? typed : opened;
  const open = (saved: Saved) => {
    setChosen(saved);
    setOpened(saved.expression);
    setLines(rowsOf(saved.expression) ?? { rows: [], join: "all" });
  };
  return (
    <div className="flex flex-col gap-y-3" data-testid="crm-segments">
      <Card
        title={t("人群")}
        note={t("按条件筛选顾客，人数随条件实时变化；保存后可打标签、导出或发券")}
        level="h1"
        aside={<SavedSegments chosen={chosen} onChoose={open} />}
      >
        <SegmentForm {...lines} onChange={(rows, join) => setLines({ rows, join })} />
        <Counted expression={expression} isUnfinished={isUnfinished} />
        <SaveForm key={chosen?.id ?? "new"} chosen={chosen} expression={expression} onSaved={setChosen} />
      </Card>
      {!isUnfinished && (
        <Card title={t("顾客")}>
          <SegmentCustomers expression={expression} />
        </Card>
      )}
    </div>
  );
};

const SavedSegments = ({ chosen, onChoose }: { chosen: Saved | null; onChoose: (saved: Saved) => void }) => {
  const list = useQuery({
    queryKey: ["crm-segments"],
    queryFn: () => read<{ segments: Saved[] }>(SEGMENTS),
  });
  const segments = list.data?.segments ?? [];
  if (segments.length === 0) {
    return null;
  }
  return (
    <Choice
      label={t("已保存的人群")}
      value={chosen?.id ?? ""}
      choices={Object.fromEntries(segments.map(({ id, name }) => [id, name]))}
      onChange={(id) => {
        const saved = segments.find((segment) => segment.id === id);
        if (saved) {
          onChoose(saved);
        }
      }}
    />
  );
};

const Counted = ({ expression, isUnfinished }: { expression: Expression | null; isUnfinished: boolean }) => {
  const count = useQuery({
    queryKey: ["crm-segment-count", expression],
    enabled: !isUnfinished,
    placeholderData: keepPreviousData,
    queryFn: () => sendForm<Count>(`${SEGMENTS}/count`, expression ? { expression } : {}),
  });
  const { customers = 0, orders = 0, net_fen = "0" } = count.data ?? {};
  const failure = count.isError ? count.error.message : undefined;
  return (
    <div className="px-6 py-4" aria-live="polite" data-testid="segment-count">
      <Text size="small" weight="plus">
        {failure ??
          (isUnfinished
            ? t("条件还没有填完")
            : t("{{customers}} 位顾客，{{orders}} 笔支付订单，净支付 {{amount}}", {
                customers,
                orders,
                amount: yuan(net_fen),
              }))}
      </Text>
    </div>
  );
};

const SaveForm = ({
  chosen,
  expression,
  onSaved,
}: {
  chosen: Saved | null;
  expression: Expression | null;
  onSaved: (saved: Saved | null) => void;
}) => {
  const queries = useQueryClient();
  const [name, setName] = useState(chosen?.name ?? "");
  const refresh = () => queries.invalidateQueries({ queryKey: ["crm-segments"] });
  const saving = useCommand(async () => {
    const path = chosen ? `${SEGMENTS}/${chosen.id}` : SEGMENTS;
    const { segment } = await sendForm<{ segment: Saved }>(path, { name: name.trim(), expression });
    onSaved(segment);
    return t("已保存");
  }, refresh);
  const removal = useCommand(async () => {
    await sdk.client.fetch(`${SEGMENTS}/${chosen?.id}`, { method: "DELETE" });
    onSaved(null);
    return t("已删除");
  }, refresh);
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-4">
      <Input
        size="small"
        aria-label={t("人群名称")}
        placeholder={t("人群名称")}
        value={name}
        maxLength={60}
        onChange={({ target }) => setName(target.value)}
      />
      <Button
        size="small"
        disabled={!name.trim() || !expression}
        isLoading={saving.isBusy}
        onClick={() => saving.run(undefined)}
      >
        {t("保存人群")}
      </Button>
      {chosen && (
        <>
          <DownloadButton
            path={`${SEGMENTS}/${chosen.id}/export`}
            name={`${chosen.name}.csv`}
            label={t("导出 CSV")}
          />
          <Button
            size="small"
            variant="transparent"
            isLoading={removal.isBusy}
            onClick={() => removal.run(undefined)}
          >
            {t("删除人群")}
          </Button>
        </>
      )}
    </div>
  );
};

export const config = defineRouteConfig({
  label: "人群",
  nested: "/customers",
  rank: 2,
  translationNs: "tengman",
});

export const handle = { breadcrumb: () => t("人群") };

export default SegmentsPage;
