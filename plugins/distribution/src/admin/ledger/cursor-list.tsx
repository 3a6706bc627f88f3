import { Button, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CursorPage } from "./asking";

/** Walks a list by cursor; what `fetchPage` needs beside the cursor is in the key. */
export function useCursorList<T extends CursorPage>(
  key: readonly unknown[],
  fetchPage: (cursor: string | undefined) => Promise<T>,
) {
  // The cursors that led to the page on screen; the first page has none.
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const query = useQuery({
    queryKey: [...key, cursor],
    queryFn: () => fetchPage(cursor),
    placeholderData: keepPreviousData,
  });
  const next = query.data?.next_cursor;
  return {
    ...query,
    hasBefore: cursors.length > 0,
    hasNext: next !== undefined,
    goBack: () => setCursors(cursors.slice(0, -1)),
    goOn: () => next !== undefined && setCursors([...cursors, next]),
    restart: () => setCursors([]),
  };
}

/** Reading, failed or nothing there: what stands where the rows would. */
export const ListNote = ({
  list,
  isEmpty,
  empty,
}: {
  list: { isPending: boolean; isError: boolean; error: Error | null; refetch: () => unknown };
  isEmpty: boolean;
  empty: string;
}) => {
  if (list.isError) {
    return (
      <div className="flex items-center justify-between px-6 py-8">
        <Text size="small" className="text-ui-fg-error">
          {list.error?.message ?? "读取失败"}
        </Text>
        <Button size="small" variant="secondary" onClick={() => list.refetch()}>
          重试
        </Button>
      </div>
    );
  }
  if (!list.isPending && !isEmpty) return null;
  return (
    <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
      {list.isPending ? "正在读取…" : empty}
    </Text>
  );
};

/** The buttons below a list. */
export const Pager = ({
  list,
}: {
  list: { hasBefore: boolean; hasNext: boolean; goBack: () => void; goOn: () => void };
}) => (
  <div className="flex items-center justify-end gap-x-2 px-6 py-4">
    <Button size="small" variant="transparent" disabled={!list.hasBefore} onClick={list.goBack}>
      上一页
    </Button>
    <Button size="small" variant="transparent" disabled={!list.hasNext} onClick={list.goOn}>
      下一页
    </Button>
  </div>
);
