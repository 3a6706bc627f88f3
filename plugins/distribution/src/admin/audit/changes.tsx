import { Text } from "@medusajs/ui";
import type { FieldChange } from "./entry";

/** What changed, a line a field: what was before, struck out, and what is now. */
export const Changes = ({ changes }: { changes: readonly FieldChange[] }) => (
  <div className="flex flex-col">
    {changes.map(({ name, before, after }) => (
      <Text key={name} size="small" className="whitespace-normal">
        <span className="text-ui-fg-subtle">{name}：</span>
        {before !== null && <s className="text-ui-fg-muted">{before}</s>}
        {before !== null && after !== null && " → "}
        {after}
      </Text>
    ))}
    {changes.length === 0 && "—"}
  </div>
);
