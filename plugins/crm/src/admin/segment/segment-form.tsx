import { Trash } from "@medusajs/icons";
import { Button, IconButton, Input, Select, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { read, t } from "@tengman/admin-kit";
import { FIELDS, type Field, type FieldKind, isField, OPERATORS, type Row, rowOf, SOURCES } from "./segment";

type Choices = Readonly<Record<string, string>>;

/** One choice of several. */
export const Choice = ({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: Choices;
  onChange: (value: string) => void;
}) => (
  <div className="min-w-36">
    <Select size="small" value={value} onValueChange={onChange}>
      <Select.Trigger aria-label={label}>
        <Select.Value placeholder={label} />
      </Select.Trigger>
      <Select.Content>
        {Object.entries(choices).map(([choice, text]) => (
          <Select.Item key={choice} value={choice}>
            {text}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  </div>
);

/** What can be chosen of the shop's own things: tags, products and categories by id. */
function useShopChoices(kind: FieldKind): Choices {
  const paths: Partial<Record<FieldKind, string>> = {
    tag: "/admin/crm/tags",
    product: "/admin/products",
    category: "/admin/product-categories",
  };
  const path = paths[kind];
  const list = useQuery({
    queryKey: ["crm-choices", kind],
    enabled: path !== undefined,
    queryFn: async () => {
      const query = kind === "tag" ? {} : { limit: 200, fields: kind === "product" ? "id,title" : "id,name" };
      const answer = await read<Record<string, { id: string; name?: string; title?: string }[]>>(
        path ?? "",
        query,
      );
      const rows = answer.tags ?? answer.products ?? answer.product_categories ?? [];
      return Object.fromEntries(rows.map(({ id, name, title }) => [id, name ?? title ?? id]));
    },
  });
  return list.data ?? {};
}

const fixedChoices = (kind: FieldKind): Choices | undefined => {
  if (kind === "source") {
    return { ...SOURCES };
  }
  if (kind === "flag") {
    return { true: t("是"), false: t("否") };
  }
  return kind === "month"
    ? Object.fromEntries(
        Array.from({ length: 12 }, (_none, at) => [String(at + 1), t("{{month}} 月", { month: at + 1 })]),
      )
    : undefined;
};

const ValueField = ({ row, kind, onChange }: { row: Row; kind: FieldKind; onChange: (row: Row) => void }) => {
  const shopChoices = useShopChoices(kind);
  if (kind === "days" || kind === "count" || kind === "amount") {
    const operators: Choices = kind === "days" ? { ...OPERATORS.days } : { ...OPERATORS.bound };
    const unit = kind === "days" ? t("天") : kind === "amount" ? t("元") : t("次");
    return (
      <>
        <Choice
          label={t("条件")}
          value={row.op}
          choices={operators}
          onChange={(op) => onChange({ ...row, op })}
        />
        <Input
          size="small"
          className="w-24"
          aria-label={t("数值")}
          value={row.value}
          onChange={({ target }) => onChange({ ...row, value: target.value })}
        />
        <Text size="small">{unit}</Text>
      </>
    );
  }
  const choices = fixedChoices(kind) ?? shopChoices;
  return (
    <Choice
      label={t("请选择")}
      value={row.value}
      choices={choices}
      onChange={(value) => onChange({ ...row, value })}
    />
  );
};

const Line = ({
  row,
  onChange,
  onRemove,
}: {
  row: Row;
  onChange: (row: Row) => void;
  onRemove: () => void;
}) => {
  const fields = Object.fromEntries(
    (Object.keys(FIELDS) as Field[]).map((field) => [field, FIELDS[field].label]),
  );
  return (
    <div className="flex flex-wrap items-center gap-2" data-testid="segment-line">
      <Choice
        label={t("符合或不符合")}
        value={String(row.is_not)}
        choices={{ false: t("符合"), true: t("不符合") }}
        onChange={(chosen) => onChange({ ...row, is_not: chosen === "true" })}
      />
      <Choice
        label={t("字段")}
        value={row.field}
        choices={fields}
        onChange={(field) => isField(field) && onChange({ ...rowOf(field), is_not: row.is_not })}
      />
      {isField(row.field) && <ValueField row={row} kind={FIELDS[row.field].kind} onChange={onChange} />}
      <IconButton size="small" variant="transparent" aria-label={t("删除条件")} onClick={onRemove}>
        <Trash />
      </IconButton>
    </div>
  );
};

/** The lines of a segment, and how they belong together. */
export const SegmentForm = ({
  rows,
  join,
  onChange,
}: {
  rows: readonly Row[];
  join: "all" | "any";
  onChange: (rows: Row[], join: "all" | "any") => void;
}) => (
  <div className="flex flex-col gap-y-3 px-6 py-4">
    <Choice
      label={t("条件关系")}
      value={join}
      choices={{ all: t("满足全部条件"), any: t("满足任一条件") }}
      onChange={(chosen) => onChange([...rows], chosen === "any" ? "any" : "all")}
    />
    {rows.map((row, index) => (
      <Line
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        key={index}
        row={row}
        onChange={(changed) => onChange(rows.with(index, changed), join)}
        onRemove={() => onChange(rows.toSpliced(index, 1), join)}
      />
    ))}
    <div>
      <Button size="small" variant="secondary" onClick={() => onChange([...rows, rowOf("orders")], join)}>
        {t("添加条件")}
      </Button>
    </div>
  </div>
);
