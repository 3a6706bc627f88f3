import { Copy } from "@medusajs/ui";
import { CustomerLink, DetailDrawer, Fact, Facts, Status, t, timeOrDash, timeText } from "@tengman/admin-kit";
import { FACTS, KINDS, type Notice, STATES, troubleOf } from "./notice";

/** One notice: what it said to whom, and why it did not arrive. */
export const NoticeDrawer = ({ notice, onClose }: { notice: Notice; onClose: () => void }) => {
  const trouble = troubleOf(notice.reason);
  return (
    <DetailDrawer title={KINDS[notice.kind]} testId="notice-drawer" onClose={onClose}>
      <Facts>
        <Fact name={t("状态")}>
          <Status {...STATES[notice.state]} />
        </Fact>
        {trouble && <Fact name={t("原因")}>{trouble.what}</Fact>}
        {trouble?.todo && <Fact name={t("怎么办")}>{trouble.todo}</Fact>}
        {notice.errcode !== null && <Fact name={t("微信错误码")}>{notice.errcode}</Fact>}
        {notice.rid && (
          <Fact name={t("调用编号（rid）")}>
            <span className="flex items-center gap-x-2">
              <code className="break-all">{notice.rid}</code>
              <Copy content={notice.rid} aria-label={t("复制调用编号")} />
            </span>
          </Fact>
        )}
        <Fact name={t("顾客")}>
          <CustomerLink id={notice.customer_id}>{notice.nickname ?? t("查看顾客与订单")}</CustomerLink>
        </Fact>
        <Fact name={t("产生时间")}>{timeText(notice.created_at)}</Fact>
        <Fact name={t("发送时间")}>{timeOrDash(notice.sent_at)}</Fact>
        <Fact name={t("已尝试")}>{t("{{count}} 次", { count: notice.attempts })}</Fact>
      </Facts>
      <Facts>
        {Object.entries(notice.facts).map(([name, value]) => (
          <Fact key={name} name={FACTS[name] ?? name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </DetailDrawer>
  );
};
