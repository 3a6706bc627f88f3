import { Label, Text } from "@medusajs/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  CustomerLink,
  DistributorLink,
  Loaded,
  messages,
  Note,
  Pager,
  read,
  t,
  timeText,
  useCursors,
} from "@tengman/admin-kit";

export const BINDINGS = "/admin/distribution/bindings";
const PAGE_SIZES = [5] as const;

/** A binding of past or present. */
export interface Binding {
  id: string;
  customer_id: string;
  customer_name: string | null;
  distributor_id: string;
  distributor_name: string;
  origin: "consent" | "change";
  bound_at: string;
  protected_until: string;
  expires_at: string | null;
  ended_at: string | null;
  end_reason: string | null;
}

export interface BindingPage {
  bindings: Binding[];
  next_cursor?: string;
}

/** Why a binding ended; a newer reason shows as ended. */
const ENDINGS: Record<string, string> = messages({
  replaced: "已换推荐人",
  expired: "已到期",
  changed: "人工变更",
  unbound: "已解绑",
});

/** Whether a binding holds, or why it ended. */
export const bindingState = ({ ended_at, end_reason }: Binding): string =>
  ended_at ? (ENDINGS[end_reason ?? ""] ?? t("已结束")) : t("有效");

/** Bindings of one customer or one distributor, of past and present. */
export const Bindings = ({
  title,
  empty,
  wanted,
}: {
  title: string;
  empty: string;
  wanted: { customer_id: string } | { distributor_id: string };
}) => {
  const cursors = useCursors("bindings", PAGE_SIZES);
  const query = useQuery({
    queryKey: ["distribution-bindings", wanted, cursors.cursor],
    queryFn: () => read<BindingPage>(BINDINGS, { ...wanted, limit: cursors.size, cursor: cursors.cursor }),
    placeholderData: keepPreviousData,
  });
  const next = query.data?.next_cursor;
  return (
    <div className="flex flex-col gap-y-2 py-4">
      <Label size="small" className="px-6">
        {title}
      </Label>
      <Loaded query={query}>
        {({ bindings }) => (
          <>
            {bindings.length === 0 && <Note>{empty}</Note>}
            {bindings.map((binding) => (
              <BindingLine key={binding.id} binding={binding} isOfCustomer={"customer_id" in wanted} />
            ))}
          </>
        )}
      </Loaded>
      {(cursors.page > 1 || next) && <Pager cursors={cursors} next={next} isBusy={query.isFetching} />}
    </div>
  );
};

const BindingLine = ({ binding, isOfCustomer }: { binding: Binding; isOfCustomer: boolean }) => {
  const times = [
    t("{{time}} 绑定", { time: timeText(binding.bound_at) }),
    ...(binding.origin === "change" ? [t("人工变更")] : []),
    binding.ended_at
      ? t("{{time}} 结束", { time: timeText(binding.ended_at) })
      : t("保护至 {{time}}", { time: timeText(binding.protected_until) }),
    ...(binding.ended_at || !binding.expires_at
      ? []
      : [t("{{time}} 到期", { time: timeText(binding.expires_at) })]),
  ];
  return (
    <div className={binding.ended_at ? "px-6 opacity-60" : "px-6"}>
      <div className="flex justify-between gap-x-2">
        <Text size="small" as="div">
          {isOfCustomer ? (
            <DistributorLink id={binding.distributor_id}>{binding.distributor_name}</DistributorLink>
          ) : (
            <CustomerLink id={binding.customer_id}>{binding.customer_name ?? t("未命名顾客")}</CustomerLink>
          )}
        </Text>
        <Text size="small" className="whitespace-nowrap">
          {bindingState(binding)}
        </Text>
      </div>
      <Text size="xsmall" className="text-ui-fg-muted">
        {times.join(" · ")}
      </Text>
    </div>
  );
};
