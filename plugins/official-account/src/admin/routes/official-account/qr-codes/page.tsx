import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Button } from "@medusajs/ui";
import { useQueryClient } from "@tanstack/react-query";
import { type Column, ListPage, Status, t, timeText } from "@tengman/admin-kit";
import { useState } from "react";
import { NewQrCode } from "../../../qr-codes/new-qr-code";
import { picturePath, QR_CODES, type QrCode, type QrCodePage, validityOf } from "../../../qr-codes/qr-code";
import { QrCodeDrawer } from "../../../qr-codes/qr-code-drawer";

const NAME = "official-account-qr-codes";

const columns = (): Column<QrCode>[] => [
  {
    id: "picture",
    title: t("二维码"),
    cell: (code) => <img src={picturePath(code)} alt="" className="size-10" loading="lazy" />,
  },
  { id: "name", title: t("渠道名称"), cell: ({ name }) => name },
  { id: "state", title: t("状态"), cell: (code) => <Status {...validityOf(code, new Date())} /> },
  {
    id: "expires",
    title: t("有效期至"),
    cell: ({ expires_at }) => (expires_at ? timeText(expires_at) : t("长期有效")),
  },
  { id: "scans", title: t("扫码次数"), isNumber: true, cell: ({ scans }) => scans },
  { id: "people", title: t("扫码人数"), isNumber: true, cell: ({ people }) => people },
  { id: "new", title: t("新增粉丝"), isNumber: true, cell: ({ new_followers }) => new_followers },
  { id: "created", title: t("创建时间"), cell: ({ created_at }) => timeText(created_at) },
];

/** Codes of channels, with the followers each brought; a row opens its picture and its results. */
const QrCodesPage = () => {
  const [opened, setOpened] = useState<QrCode | null>(null);
  const [isMaking, setMaking] = useState(false);
  const client = useQueryClient();
  return (
    <>
      <ListPage<QrCode, QrCodePage>
        name={NAME}
        title={t("渠道二维码")}
        note={t("海报、传单、门店各用一个码，就知道粉丝从哪里来、带来多少订单")}
        path={QR_CODES}
        isByOffset
        rowsOf={({ qr_codes }) => qr_codes}
        rowId={({ id }) => id}
        columns={columns()}
        empty={t("还没有渠道码")}
        actions={
          <Button size="small" variant="secondary" onClick={() => setMaking(true)}>
            {t("新建渠道码")}
          </Button>
        }
        onOpen={setOpened}
      />
      {isMaking && (
        <NewQrCode
          onClose={() => setMaking(false)}
          onMade={(code) => {
            setMaking(false);
            setOpened(code);
            client.invalidateQueries({ queryKey: [NAME] });
          }}
        />
      )}
      {opened && <QrCodeDrawer code={opened} onClose={() => setOpened(null)} />}
    </>
  );
};

export const config = defineRouteConfig({ label: "渠道二维码", rank: 4, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("渠道二维码") };

export default QrCodesPage;
