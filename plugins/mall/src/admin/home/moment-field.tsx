import { Input } from "@medusajs/ui";
import { Field } from "./fields";

const SHANGHAI_MS = 8 * 3_600_000;

/** A moment as the field has it, in Shanghai's time; empty without one. */
const asTyped = (moment: string | undefined): string =>
  moment === undefined ? "" : new Date(Date.parse(moment) + SHANGHAI_MS).toISOString().slice(0, 16);

const asMoment = (typed: string): string | undefined =>
  typed === "" ? undefined : new Date(Date.parse(`${typed}:00Z`) - SHANGHAI_MS).toISOString();

/** A day and a minute in Shanghai, or none. */
export const MomentField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (moment: string | undefined) => void;
}) => (
  <Field label={label}>
    {(id) => (
      <Input
        id={id}
        size="small"
        type="datetime-local"
        value={asTyped(value)}
        onChange={({ target }) => onChange(asMoment(target.value))}
      />
    )}
  </Field>
);
