import { Button, Input, Label, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { t } from "@tengman/admin-kit";
import { useState } from "react";
import type { Choice } from "./change";

/** Finds somebody by name and shows whom the merchant chose. */
export const ChoosePerson = ({
  label,
  placeholder,
  search,
  chosen,
  onChoose,
}: {
  label: string;
  placeholder: string;
  search: (q: string) => Promise<Choice[]>;
  chosen: Choice | null;
  onChoose: (choice: Choice | null) => void;
}) => {
  const [q, setQ] = useState("");
  const wanted = q.trim();
  const found = useQuery({
    queryKey: ["distribution-choice", label, wanted],
    queryFn: () => search(wanted),
    enabled: wanted !== "" && chosen === null,
  });
  if (chosen) {
    return (
      <div className="flex flex-col gap-y-2">
        <Label size="small">{label}</Label>
        <div className="bg-ui-bg-subtle flex items-center justify-between rounded-md px-3 py-1">
          <Text size="small">
            {chosen.name} <span className="text-ui-fg-muted">{chosen.hint}</span>
          </Text>
          <Button size="small" variant="transparent" onClick={() => onChoose(null)}>
            {t("重选")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small">{label}</Label>
      <Input
        type="search"
        size="small"
        aria-label={label}
        placeholder={placeholder}
        value={q}
        onChange={({ target }) => setQ(target.value)}
      />
      {found.isError && (
        <Text size="small" className="text-ui-fg-error">
          {t("查找失败，请重试")}
        </Text>
      )}
      {found.data?.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("没有找到")}
        </Text>
      )}
      {found.data && found.data.length > 0 && (
        <div className="border-ui-border-base flex flex-col divide-y rounded-md border">
          {found.data.map((choice) => (
            <button
              key={choice.id}
              type="button"
              className="hover:bg-ui-bg-base-hover flex justify-between gap-x-2 px-3 py-2 text-left"
              onClick={() => onChoose(choice)}
            >
              <Text size="small">{choice.name}</Text>
              <Text size="small" className="text-ui-fg-muted">
                {choice.hint}
              </Text>
            </button>
          ))}
        </div>
      )}
    </div>
  );
};
