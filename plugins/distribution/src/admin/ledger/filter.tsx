import { Select } from "@medusajs/ui";

const ALL = "all";

/** Chooses one of some values, or all of them. */
export const Filter = ({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: Record<string, string>;
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
        <Select.Item value={ALL}>全部</Select.Item>
        {Object.entries(choices).map(([choice, word]) => (
          <Select.Item key={choice} value={choice}>
            {word}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  </div>
);
