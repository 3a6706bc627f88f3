import { Button, Container, Heading, Input, Label, Text, Textarea, toast } from "@medusajs/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { messages, t } from "@tengman/admin-kit";
import { useState } from "react";
import { PUBLISH_CHECK_KEY } from "./publish-checklist";
import { type Disclosures, fetchDisclosures, saveDisclosures } from "./requests";

const LINES = messages([
  { field: "operator_name", label: "经营者名称", hint: "与营业执照一致" },
  { field: "complaint_phone", label: "投诉电话", hint: "手机、座机或 400 电话" },
  { field: "complaint_email", label: "投诉邮箱", hint: "选填" },
  { field: "privacy_version", label: "隐私政策版本", hint: "如 2026-11，修改正文时请更换" },
] as const);
const TEXTS = messages([
  {
    field: "privacy_notice",
    label: "隐私政策正文",
    hint: "处理者、目的、方式、种类、保存期限与行使权利的方式",
  },
  { field: "return_policy", label: "退换货规则", hint: "七天无理由退货的办法、运费承担与不适用的商品" },
] as const);

/** What shoppers read on 店铺资质与规则, for the merchant to write. */
export const DisclosuresForm = () => {
  const { data, isError } = useQuery({ queryKey: ["mall-disclosures"], queryFn: fetchDisclosures });
  return (
    <Container className="divide-y p-0" data-testid="disclosures">
      <div className="px-6 py-4">
        <Heading level="h2">{t("店铺资质与规则")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("顾客在首页与“我的”页底部可以看到；营业执照与备案号来自服务器配置")}
        </Text>
      </div>
      {data ? (
        <Form stored={data} />
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-8 text-center">
          {isError ? t("读取失败，请刷新重试") : t("正在读取…")}
        </Text>
      )}
    </Container>
  );
};

const Form = ({ stored }: { stored: Disclosures }) => {
  const client = useQueryClient();
  const [draft, setDraft] = useState(stored);
  const write = (field: keyof Disclosures, value: string) => setDraft({ ...draft, [field]: value });
  const save = useMutation({
    mutationFn: () => saveDisclosures(draft),
    onSuccess: async () => {
      toast.success(t("已保存"));
      await client.invalidateQueries({ queryKey: PUBLISH_CHECK_KEY });
    },
    onError: (error) => toast.error(error.message),
  });
  return (
    <form
      className="flex flex-col gap-y-4 px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {LINES.map(({ field, label, hint }) => (
          <div key={field} className="flex flex-col gap-y-1">
            <Label htmlFor={field} size="small">
              {label}
            </Label>
            <Input
              id={field}
              size="small"
              placeholder={hint}
              value={draft[field]}
              onChange={({ target }) => write(field, target.value)}
            />
          </div>
        ))}
      </div>
      {TEXTS.map(({ field, label, hint }) => (
        <div key={field} className="flex flex-col gap-y-1">
          <Label htmlFor={field} size="small">
            {label}
          </Label>
          <Textarea
            id={field}
            rows={6}
            placeholder={hint}
            value={draft[field]}
            onChange={({ target }) => write(field, target.value)}
          />
        </div>
      ))}
      <div className="flex justify-end">
        <Button size="small" type="submit" isLoading={save.isPending}>
          {t("保存")}
        </Button>
      </div>
    </form>
  );
};
