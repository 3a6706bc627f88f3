import { Copy, Table, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import {
  DetailDrawer,
  DownloadButton,
  Fact,
  Facts,
  Loaded,
  read,
  Status,
  t,
  timeText,
  yuan,
} from "@tengman/admin-kit";
import { picturePath, QR_CODES, type QrCode, type QrCodeDetail, validityOf } from "./qr-code";

/** One channel: its picture for the printer, and what came of it. */
export const QrCodeDrawer = ({ code, onClose }: { code: QrCode; onClose: () => void }) => {
  const query = useQuery({
    queryKey: ["official-account-qr-code", code.id],
    queryFn: () => read<QrCodeDetail>(`${QR_CODES}/${encodeURIComponent(code.id)}`),
  });
  return (
    <DetailDrawer
      title={code.name}
      testId="qr-code-drawer"
      onClose={onClose}
      footer={
        <div className="flex justify-end">
          <DownloadButton
            path={picturePath(code)}
            name={`${code.name}.svg`}
            label={t("下载图片（SVG，可任意放大）")}
          />
        </div>
      }
    >
      <div className="flex justify-center py-4">
        <img src={picturePath(code)} alt={t("{{name}}的二维码", { name: code.name })} className="size-56" />
      </div>
      <Facts>
        <Fact name={t("状态")}>
          <Status {...validityOf(code, new Date())} />
        </Fact>
        <Fact name={t("有效期至")}>{code.expires_at ? timeText(code.expires_at) : t("长期有效")}</Fact>
        <Fact name={t("场景值")}>
          <span className="flex items-center gap-x-2">
            <code className="break-all">{code.scene}</code>
            <Copy content={code.scene} aria-label={t("复制场景值")} />
          </span>
        </Fact>
      </Facts>
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {t("想让扫这个码的人看到不一样的回复，在“自动回复”里新建“扫码时”的规则，并填入场景值。")}
      </Text>
      <Loaded query={query}>{(detail) => <Results detail={detail} />}</Loaded>
    </DetailDrawer>
  );
};

const Results = ({ detail: { qr_code, days, sales } }: { detail: QrCodeDetail }) => (
  <>
    <div data-testid="qr-code-results">
      <Facts>
        <Fact name={t("扫码次数")}>{qr_code.scans}</Fact>
        <Fact name={t("扫码人数")}>{qr_code.people}</Fact>
        <Fact name={t("新增粉丝")}>{qr_code.new_followers}</Fact>
        <Fact name={t("登录商城")}>{sales.customers}</Fact>
        <Fact name={t("下单付款人数")}>{sales.buyers}</Fact>
        <Fact name={t("付款订单")}>{sales.orders}</Fact>
        <Fact name={t("付款金额（已减退款）")}>{yuan(sales.paid_fen)}</Fact>
      </Facts>
    </div>
    {days.length > 0 && (
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("日期")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("扫码次数")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("新增粉丝")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {days.map(({ day, scans, new_followers }) => (
            <Table.Row key={day}>
              <Table.Cell>{day}</Table.Cell>
              <Table.Cell className="text-right">{scans}</Table.Cell>
              <Table.Cell className="text-right">{new_followers}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    )}
  </>
);
