import { Input, Select } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { CARRIERS } from "../../domain/carrier";

/** Chooses one of the carriers that the shop knows. */
export const CarrierSelect = ({
  value,
  onChange,
}: {
  value: string;
  onChange: (carrier: string) => void;
}) => (
  <Select size="small" value={value} onValueChange={onChange}>
    <Select.Trigger aria-label={t("快递公司")}>
      <Select.Value placeholder={t("快递公司")} />
    </Select.Trigger>
    <Select.Content>
      {CARRIERS.map(({ name }) => (
        <Select.Item key={name} value={name}>
          {name}
        </Select.Item>
      ))}
    </Select.Content>
  </Select>
);

/** A tracking number as it is typed or scanned. */
export const NumberInput = ({
  value,
  label,
  onChange,
}: {
  value: string;
  label: string;
  onChange: (number: string) => void;
}) => (
  <Input
    size="small"
    aria-label={label}
    placeholder={t("运单号")}
    value={value}
    maxLength={40}
    autoComplete="off"
    onChange={({ target }) => onChange(target.value.trim())}
  />
);
