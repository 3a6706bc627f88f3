import { Label, Select, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import type { ReactNode } from "react";

/** A field with its label, a sentence below it, and a mark when the server refused it. */
export const Field = ({
  label,
  id,
  note,
  isWrong,
  children,
}: {
  label: string;
  id: string;
  note?: string;
  isWrong: boolean;
  children: ReactNode;
}) => (
  <div className="flex flex-col gap-y-1">
    <Label size="small" weight="plus" htmlFor={id}>
      {label}
    </Label>
    {children}
    {isWrong && (
      <Text size="small" className="text-ui-fg-error" role="alert">
        {t("请检查这一项")}
      </Text>
    )}
    {note && (
      <Text size="small" className="text-ui-fg-subtle">
        {note}
      </Text>
    )}
  </div>
);

/** One of some named values. */
export const Choice = ({
  id,
  label,
  value,
  options,
  onChange,
}: {
  id: string;
  label?: string;
  value: string;
  options: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
}) => (
  <Select size="small" value={value} onValueChange={onChange}>
    <Select.Trigger id={id} aria-label={label}>
      <Select.Value />
    </Select.Trigger>
    <Select.Content>
      {Object.entries(options).map(([key, text]) => (
        <Select.Item key={key} value={key}>
          {text}
        </Select.Item>
      ))}
    </Select.Content>
  </Select>
);
