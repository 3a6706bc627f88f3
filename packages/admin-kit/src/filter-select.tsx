import { Select } from "@medusajs/ui";
import { t } from "./translation";

/** A choice among the values of one query parameter. */
export interface ListFilter {
  readonly id: string;
  readonly label: string;
  readonly options: Readonly<Record<string, string>>;
}

const ALL = "all";

/** Chooses one of some values, or all of them. */
export const FilterSelect = ({
  filter: { label, options },
  value,
  onChange,
}: {
  filter: ListFilter;
  value: string;
  onChange: (value: string) => void;
}) => (
  <div className="w-36">
    <Select
      size="small"
      value={value || ALL}
      onValueChange={(chosen) => onChange(chosen === ALL ? "" : chosen)}
    >
      <Select.Trigger aria-label={label}>
        <Select.Value placeholder={label} />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={ALL}>{t("{{what}}：全部", { what: label })}</Select.Item>
        {Object.entries(options).map(([choice, text]) => (
          <Select.Item key={choice} value={choice}>
            {text}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  </div>
);
