import { Label, Text } from "@medusajs/ui";
import { moment } from "../../../ledger/amounts";
import { ListNote, Pager, useCursorList } from "../../../ledger/cursor-list";
import { type Binding, fetchBindings } from "../../../ledger/people";

/** Whom a distributor invited, and by whom they were invited themselves: bindings of past and present. */
export const PersonBindings = ({ id, customer_id }: { id: string; customer_id: string }) => (
  <>
    <Bindings
      title="本人的推荐关系"
      empty="没有推荐人"
      wanted={{ customer_id }}
      nameOf={({ distributor_name }) => `推荐人 ${distributor_name}`}
    />
    <Bindings
      title="推荐的顾客"
      empty="还没有推荐顾客"
      wanted={{ distributor_id: id }}
      nameOf={({ customer_name, customer_id: invited }) => customer_name ?? invited}
    />
  </>
);

const Bindings = ({
  title,
  empty,
  wanted,
  nameOf,
}: {
  title: string;
  empty: string;
  wanted: { customer_id?: string; distributor_id?: string };
  nameOf: (binding: Binding) => string;
}) => {
  const list = useCursorList(["distribution-bindings", wanted.customer_id, wanted.distributor_id], (cursor) =>
    fetchBindings(wanted, cursor),
  );
  const bindings = list.data?.bindings ?? [];
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small">{title}</Label>
      <ListNote list={list} isEmpty={bindings.length === 0} empty={empty} />
      {bindings.map((binding) => (
        <div key={binding.id} className={binding.ended_at ? "opacity-60" : ""}>
          <div className="flex justify-between gap-x-2">
            <Text size="small">{nameOf(binding)}</Text>
            <Text size="small" className="whitespace-nowrap">
              {stateOf(binding)}
            </Text>
          </div>
          <Text size="xsmall" className="text-ui-fg-muted">
            {moment(binding.bound_at)} 绑定{binding.origin === "change" && "（人工变更）"} ·{" "}
            {binding.ended_at
              ? `${moment(binding.ended_at)} 结束`
              : `保护至 ${moment(binding.protected_until)}`}
            {!binding.ended_at && binding.expires_at && ` · ${moment(binding.expires_at)} 到期`}
          </Text>
        </div>
      ))}
      {(list.hasBefore || list.hasNext) && <Pager list={list} />}
    </div>
  );
};

/** Why a binding ended; a newer reason shows as ended. */
const ENDINGS: Record<string, string> = {
  replaced: "已换推荐人",
  expired: "已到期",
  changed: "人工变更",
  unbound: "已解绑",
};

function stateOf({ ended_at, end_reason }: Binding): string {
  return ended_at ? (ENDINGS[end_reason ?? ""] ?? "已结束") : "有效";
}
