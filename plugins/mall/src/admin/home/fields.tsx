import { Input, Label, Select, Textarea } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { read, t } from "@tengman/admin-kit";
import { type ReactNode, useId } from "react";

/** A field below its name. */
export const Field = ({ label, children }: { label: string; children: (id: string) => ReactNode }) => {
  const id = useId();
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" htmlFor={id}>
        {label}
      </Label>
      {children(id)}
    </div>
  );
};

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  most?: number;
}

export const TextField = ({ label, value, onChange, placeholder = "", most = 200 }: TextProps) => (
  <Field label={label}>
    {(id) => (
      <Input
        id={id}
        size="small"
        value={value}
        maxLength={most}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
);

export const LongTextField = ({ label, value, onChange, placeholder = "", most = 5_000 }: TextProps) => (
  <Field label={label}>
    {(id) => (
      <Textarea
        id={id}
        rows={8}
        value={value}
        maxLength={most}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
);

/** One of several, by their names. */
export function ChoiceField<Key extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Key;
  options: Readonly<Record<Key, string>>;
  onChange: (value: Key) => void;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <Select size="small" value={value} onValueChange={(chosen) => onChange(chosen as Key)}>
          <Select.Trigger id={id}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {Object.entries<string>(options).map(([key, name]) => (
              <Select.Item key={key} value={key}>
                {name}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      )}
    </Field>
  );
}

interface Named {
  id: string;
  name: string;
}

/** The shop's categories by their names. */
export const useCategories = () =>
  useQuery({
    queryKey: ["home-categories"],
    queryFn: async () =>
      (
        await read<{ product_categories: Named[] }>("/admin/product-categories", {
          limit: 200,
          fields: "id,name",
        })
      ).product_categories,
  });

/** A page of the shop: chosen by its name or typed in. */
export const LinkField = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const categories = useCategories().data ?? [];
  const list = useId();
  const pages: [string, string][] = [
    ["/pages/product-list/index", t("全部商品")],
    ["/pages/category/index", t("分类页")],
    ["/pages/coupons/index", t("领券中心")],
    ["/pages/distribution/index", t("分销中心")],
    ...categories.map(({ id, name }): [string, string] => [
      `/pages/product-list/index?category_id=${id}&title=${encodeURIComponent(name)}`,
      name,
    ]),
  ];
  return (
    <Field label={t("点击后打开")}>
      {(id) => (
        <>
          <Input
            id={id}
            size="small"
            list={list}
            value={value}
            maxLength={500}
            placeholder={t("店内页面，如 /pages/product/index?id=…；不填则不跳转")}
            onChange={({ target }) => onChange(target.value.trim())}
          />
          <datalist id={list}>
            {pages.map(([path, name]) => (
              <option key={path} value={path}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
};
