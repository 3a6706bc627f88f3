import { Button, Label, Switch, Text } from "@medusajs/ui";
import { t } from "@tengman/admin-kit";
import { useId } from "react";
import { ChoiceField, LinkField, LongTextField, TextField } from "./fields";
import { type Block, type BlockOf, CUBE_LAYOUTS, RAIL_LAYOUTS, SOURCES } from "./home";
import { PictureItems } from "./picture-items";
import { ProductSource } from "./product-source";

interface FormProps<Edited extends Block> {
  block: Edited;
  onChange: (block: Block) => void;
}

const number = (typed: string, least: number, most: number): number =>
  Math.min(most, Math.max(least, Number.parseInt(typed, 10) || least));

/** What of a block can be changed. */
export const BlockForm = ({ block, onChange }: FormProps<Block>) => {
  switch (block.kind) {
    case "search":
      return (
        <TextField
          label={t("提示文字")}
          value={block.placeholder}
          most={20}
          placeholder={t("搜索商品")}
          onChange={(placeholder) => onChange({ ...block, placeholder })}
        />
      );
    case "banner":
      return (
        <PictureItems hasMoments items={block.items} onChange={(items) => onChange({ ...block, items })} />
      );
    case "notice":
      return (
        <>
          <TextField
            label={t("公告内容")}
            value={block.text}
            most={120}
            onChange={(text) => onChange({ ...block, text })}
          />
          <LinkField value={block.link} onChange={(link) => onChange({ ...block, link })} />
        </>
      );
    case "icons":
      return <IconsForm block={block} onChange={onChange} />;
    case "cube":
      return (
        <>
          <ChoiceField
            label={t("排列方式")}
            value={block.layout}
            options={CUBE_LAYOUTS}
            onChange={(layout) => onChange({ ...block, layout })}
          />
          <PictureItems most={6} items={block.items} onChange={(items) => onChange({ ...block, items })} />
        </>
      );
    case "products":
      return <ProductsForm block={block} onChange={onChange} />;
    case "coupons":
      return <CouponsForm block={block} onChange={onChange} />;
    case "text":
      return (
        <>
          <LongTextField
            label={t("正文")}
            value={block.source}
            onChange={(source) => onChange({ ...block, source })}
          />
          <Text size="xsmall" className="text-ui-fg-subtle whitespace-pre-wrap">
            {t("一行一段。标题以 ## 开头，列表以 - 开头，**加粗**，[文字](/店内页面)，![说明](图片地址)")}
          </Text>
        </>
      );
    case "spacer":
      return <SpacerForm block={block} onChange={onChange} />;
    case "service":
      return (
        <>
          <TextField
            label={t("按钮文字")}
            value={block.title}
            most={12}
            onChange={(title) => onChange({ ...block, title })}
          />
          <TextField
            label={t("客服链接")}
            value={block.link}
            most={500}
            placeholder={t("微信客服链接、tel:电话 或 mailto:邮箱")}
            onChange={(link) => onChange({ ...block, link: link.trim() })}
          />
        </>
      );
  }
};

const IconsForm = ({ block, onChange }: FormProps<BlockOf<"icons">>) => (
  <>
    <ChoiceField
      label={t("图标来源")}
      value={block.source}
      options={{ categories: SOURCES.category, own: t("自定义") }}
      onChange={(source) => onChange({ ...block, source })}
    />
    {block.source === "own" && (
      <PictureItems items={block.items} onChange={(items) => onChange({ ...block, items })} />
    )}
  </>
);

const ProductsForm = ({ block, onChange }: FormProps<BlockOf<"products">>) => (
  <>
    <TextField
      label={t("标题")}
      value={block.title}
      most={40}
      onChange={(title) => onChange({ ...block, title })}
    />
    <ChoiceField
      label={t("排列方式")}
      value={block.layout}
      options={RAIL_LAYOUTS}
      onChange={(layout) => onChange({ ...block, layout })}
    />
    <ProductSource source={block.source} onChange={(source) => onChange({ ...block, source })} />
    <TextField
      label={t("最多显示几件（1–50）")}
      value={String(block.limit)}
      most={2}
      onChange={(typed) => onChange({ ...block, limit: number(typed, 1, 50) })}
    />
  </>
);

const CouponsForm = ({ block, onChange }: FormProps<BlockOf<"coupons">>) => {
  const change = (index: number, changed: Partial<(typeof block.items)[number]>) =>
    onChange({
      ...block,
      items: block.items.map((item, place) => (place === index ? { ...item, ...changed } : item)),
    });
  return (
    <>
      {block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a coupon's code is what is being typed
        <fieldset key={index} className="border-ui-border-base flex flex-col gap-y-2 rounded-lg border p-3">
          <TextField
            label={t("优惠码")}
            value={item.code}
            most={100}
            onChange={(code) => change(index, { code: code.trim() })}
          />
          <TextField
            label={t("名称")}
            value={item.title}
            most={100}
            onChange={(title) => change(index, { title })}
          />
          <TextField
            label={t("使用说明")}
            value={item.description}
            onChange={(description) => change(index, { description })}
          />
          <div>
            <Button
              size="small"
              variant="transparent"
              onClick={() =>
                onChange({ ...block, items: block.items.filter((_item, place) => place !== index) })
              }
            >
              {t("移除")}
            </Button>
          </div>
        </fieldset>
      ))}
      <Button
        size="small"
        variant="secondary"
        onClick={() =>
          onChange({ ...block, items: [...block.items, { code: "", title: "", description: "" }] })
        }
      >
        {t("添加一项")}
      </Button>
    </>
  );
};

const SpacerForm = ({ block, onChange }: FormProps<BlockOf<"spacer">>) => {
  const id = useId();
  return (
    <>
      <TextField
        label={t("高度（4–120 像素）")}
        value={String(block.height_px)}
        most={3}
        onChange={(typed) => onChange({ ...block, height_px: number(typed, 4, 120) })}
      />
      <div className="flex items-center gap-x-2">
        <Switch
          id={id}
          checked={block.has_line}
          onCheckedChange={(has_line) => onChange({ ...block, has_line })}
        />
        <Label size="small" htmlFor={id}>
          {t("显示分隔线")}
        </Label>
      </div>
    </>
  );
};
