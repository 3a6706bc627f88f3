import { Button, Input, Label, Switch, Text } from "@medusajs/ui";
import { DetailDrawer, Refusal, sendForm, t, useCommand } from "@tengman/admin-kit";
import { useState } from "react";
import { Choice, Field } from "../form/fields";
import {
  FACTS,
  KINDS,
  type NoticeKind,
  type NoticeTemplate,
  sampleOf,
  TEMPLATES,
  type TemplateField,
} from "./notice";

/** A field that shows the same text to everybody. */
const OWN_TEXT = "text";
/** WeChat's templates have no more. */
const MOST_FIELDS = 10;

/** A row of the form: fields are added and removed, so each keeps a number of its own. */
interface Row extends TemplateField {
  readonly row: number;
}

/** Maps one kind of notice to a template of the account, beside what a follower will read. */
export const TemplateDrawer = ({
  kind,
  template,
  facts,
  onClose,
  onDone,
}: {
  kind: NoticeKind;
  template: NoticeTemplate | undefined;
  facts: readonly string[];
  onClose: () => void;
  onDone: () => void;
}) => {
  const [template_id, setTemplateId] = useState(template?.template_id ?? "");
  const [rows, setRows] = useState<readonly Row[]>(
    (template?.fields ?? [{ name: "", fact: facts[0] ?? OWN_TEXT }]).map((field, row) => ({ ...field, row })),
  );
  const [is_enabled, setEnabled] = useState(template?.is_enabled ?? true);
  const [refused, setRefused] = useState("");
  const saving = useCommand(async () => {
    const fields = rows.map(({ name, fact, text }) => ({
      name: name.trim(),
      ...(fact ? { fact } : { text: (text ?? "").trim() }),
    }));
    try {
      await sendForm(TEMPLATES, { kind, template_id: template_id.trim(), fields, is_enabled });
    } catch (error) {
      setRefused(error instanceof Refusal ? (error.field ?? "") : "");
      throw error;
    }
    onClose();
    return t("已保存");
  }, onDone);
  const change = (next: readonly Row[]) => {
    setRows(next);
    setRefused("");
  };
  return (
    <DetailDrawer
      title={t("{{kind}}的模板", { kind: KINDS[kind] })}
      testId="template-drawer"
      onClose={onClose}
      footer={
        <div className="flex justify-end">
          <Button size="small" isLoading={saving.isBusy} onClick={() => saving.run(undefined)}>
            {t("保存")}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <Field
          label={t("模板 ID")}
          id="template-id"
          isWrong={refused === "template_id"}
          note={t("公众平台 → 广告与服务 → 模板消息 → 我的模板")}
        >
          <Input
            id="template-id"
            size="small"
            value={template_id}
            onChange={({ target }) => setTemplateId(target.value)}
          />
        </Field>
        <FieldRows rows={rows} facts={facts} refused={refused} onChange={change} />
        <Label size="small" className="flex items-center gap-x-2">
          <Switch checked={is_enabled} onCheckedChange={setEnabled} />
          {t("启用")}
        </Label>
      </div>
      <Preview kind={kind} rows={rows} />
    </DetailDrawer>
  );
};

const FieldRows = ({
  rows,
  facts,
  refused,
  onChange,
}: {
  rows: readonly Row[];
  facts: readonly string[];
  refused: string;
  onChange: (rows: readonly Row[]) => void;
}) => {
  const another: Row = {
    name: "",
    fact: facts[0] ?? OWN_TEXT,
    row: Math.max(...rows.map(({ row }) => row)) + 1,
  };
  return (
    <fieldset className="flex flex-col gap-y-2">
      <legend className="txt-compact-small-plus mb-1">
        {t("模板的字段（与公众平台里的一致，如 thing2）")}
      </legend>
      {rows.map((field, index) => (
        <FieldRow
          key={field.row}
          field={field}
          number={index + 1}
          facts={facts}
          isWrong={refused.startsWith(`fields.${index}.`)}
          onChange={(part) => onChange(rows.map((row) => (row === field ? { ...part, row: row.row } : row)))}
          onRemove={rows.length > 1 ? () => onChange(rows.filter((row) => row !== field)) : undefined}
        />
      ))}
      {refused === "fields" && (
        <Text size="small" className="text-ui-fg-error" role="alert">
          {t("同一个字段写了两次")}
        </Text>
      )}
      <div>
        <Button
          size="small"
          variant="secondary"
          disabled={rows.length >= MOST_FIELDS}
          onClick={() => onChange([...rows, another])}
        >
          {t("添加字段")}
        </Button>
      </div>
    </fieldset>
  );
};

const FieldRow = ({
  field: { row, name, fact, text },
  number,
  facts,
  isWrong,
  onChange,
  onRemove,
}: {
  field: Row;
  number: number;
  facts: readonly string[];
  isWrong: boolean;
  onChange: (field: TemplateField) => void;
  onRemove: (() => void) | undefined;
}) => (
  <div className="flex flex-col gap-y-1">
    <div className="flex items-center gap-x-2">
      <Input
        size="small"
        aria-label={t("第 {{number}} 个字段", { number })}
        placeholder="thing2"
        value={name}
        onChange={({ target }) =>
          onChange({ name: target.value, ...(fact ? { fact } : { text: text ?? "" }) })
        }
      />
      <Choice
        id={`field-fact-${row}`}
        label={t("显示什么")}
        value={fact ?? OWN_TEXT}
        options={{
          ...Object.fromEntries(facts.map((one) => [one, FACTS[one] ?? one])),
          [OWN_TEXT]: t("固定文字"),
        }}
        onChange={(chosen) => onChange(chosen === OWN_TEXT ? { name, text: "" } : { name, fact: chosen })}
      />
      {fact === undefined && (
        <Input
          size="small"
          aria-label={t("固定文字")}
          maxLength={32}
          value={text ?? ""}
          onChange={({ target }) => onChange({ name, text: target.value })}
        />
      )}
      <Button size="small" variant="transparent" className="shrink-0" disabled={!onRemove} onClick={onRemove}>
        {t("删掉")}
      </Button>
    </div>
    {isWrong && (
      <Text size="small" className="text-ui-fg-error" role="alert">
        {t("这个字段放不下所选的内容，请核对字段名和类型")}
      </Text>
    )}
  </div>
);

/** The message as it will stand in the chat, with an example's values. */
const Preview = ({ kind, rows }: { kind: NoticeKind; rows: readonly Row[] }) => (
  <div className="px-6 py-4">
    <Text size="small" className="text-ui-fg-subtle mb-2">
      {t("粉丝看到的样子（示例数据）")}
    </Text>
    <div className="bg-ui-bg-subtle rounded-lg border p-4" data-testid="template-preview">
      <Text size="small" weight="plus" className="mb-2">
        {KINDS[kind]}
      </Text>
      {rows.map((field) => (
        <div key={field.row} className="txt-small flex justify-between gap-x-4">
          <span className="text-ui-fg-subtle">{field.name || "…"}</span>
          <span>{sampleOf(field)}</span>
        </div>
      ))}
    </div>
  </div>
);
