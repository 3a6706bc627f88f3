import { Button, Select, Text } from "@medusajs/ui";
import { useState } from "react";
import { PAGE_SIZES, storedPageSize, storePageSize } from "./page-size";
import { t } from "./translation";

/** Where in a list that is walked by cursor the reader is. */
export function useCursors(list: string, sizes: readonly number[] = PAGE_SIZES) {
  // The cursors that led to the page on screen; the first page has none.
  const [cursors, setCursors] = useState<string[]>([]);
  const [size, setSize] = useState(() => storedPageSize(list, sizes, localStorage));
  return {
    cursor: cursors.at(-1),
    page: cursors.length + 1,
    size,
    sizes,
    goBack: () => setCursors(cursors.slice(0, -1)),
    goOn: (next: string) => setCursors([...cursors, next]),
    restart: () => setCursors([]),
    resize: (wanted: number) => {
      storePageSize(list, wanted, localStorage);
      setSize(wanted);
      setCursors([]);
    },
  };
}

/** The buttons below a list, and how many rows a page has. */
export const Pager = ({
  cursors,
  next,
  isBusy,
}: {
  cursors: ReturnType<typeof useCursors>;
  next: string | undefined;
  isBusy: boolean;
}) => (
  <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
    <div className="flex items-center gap-x-2">
      {cursors.sizes.length > 1 && (
        <>
          <Text size="small" className="text-ui-fg-subtle whitespace-nowrap">
            {t("每页")}
          </Text>
          <Select
            size="small"
            value={String(cursors.size)}
            onValueChange={(chosen) => cursors.resize(Number(chosen))}
          >
            <Select.Trigger aria-label={t("每页行数")}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              {cursors.sizes.map((size) => (
                <Select.Item key={size} value={String(size)}>
                  {size}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        </>
      )}
    </div>
    <div className="flex items-center gap-x-2">
      <Text size="small" className="text-ui-fg-subtle whitespace-nowrap">
        {t("第 {{page}} 页", { page: cursors.page })}
      </Text>
      <Button size="small" variant="transparent" disabled={cursors.page === 1} onClick={cursors.goBack}>
        {t("上一页")}
      </Button>
      <Button
        size="small"
        variant="transparent"
        disabled={next === undefined || isBusy}
        onClick={() => next !== undefined && cursors.goOn(next)}
      >
        {t("下一页")}
      </Button>
    </div>
  </div>
);
