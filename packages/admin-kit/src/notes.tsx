import { Button, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { t } from "./translation";

/** What went wrong, in the server's words, and a way to try again. */
export const Failure = ({ error, onRetry }: { error: Error | null; onRetry: () => void }) => (
  <div className="flex items-center justify-between gap-x-4 px-6 py-8" role="alert">
    <Text size="small" className="text-ui-fg-error">
      {error?.message || t("读取失败")}
    </Text>
    <Button size="small" variant="secondary" onClick={onRetry}>
      {t("重试")}
    </Button>
  </div>
);

/** A sentence where content would stand. */
export const Note = ({ children }: { children: ReactNode }) => (
  <Text size="small" className="text-ui-fg-subtle px-6 py-4">
    {children}
  </Text>
);

interface Reading<Data> {
  readonly data: Data | undefined;
  readonly isError: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** What was read; until then a sentence, and a way to try again where it failed. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: Reading<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) {
    return <>{children(query.data)}</>;
  }
  return query.isError ? (
    <Failure error={query.error} onRetry={query.refetch} />
  ) : (
    <Note>{t("正在读取…")}</Note>
  );
}
