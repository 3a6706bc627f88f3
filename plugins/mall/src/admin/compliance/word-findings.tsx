import { Badge, Text } from "@medusajs/ui";
import { messages } from "@tengman/admin-kit";
import type { WordFinding } from "./requests";

const FIELDS: Record<WordFinding["field"], string> = messages({
  title: "标题",
  subtitle: "副标题",
  description: "描述",
});

/** The words to be changed, each with where it stands and what to do. */
export const WordFindings = ({ findings }: { findings: WordFinding[] }) => (
  <ul className="flex flex-col gap-y-2">
    {findings.map(({ field, word, start, advice }) => (
      <li key={`${field}:${start}`} data-testid="advertising-finding">
        <div className="flex items-center gap-x-2">
          <Badge size="2xsmall" color="red">
            {word}
          </Badge>
          <Text size="small">{FIELDS[field]}</Text>
        </div>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {advice}
        </Text>
      </li>
    ))}
  </ul>
);
