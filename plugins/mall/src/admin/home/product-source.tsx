import { Button, Input, Text } from "@medusajs/ui";
import { useQuery } from "@tanstack/react-query";
import { read, t } from "@tengman/admin-kit";
import { useState } from "react";
import { ChoiceField, useCategories } from "./fields";
import { SOURCES, type Source } from "./home";

const START: Readonly<Record<Source["kind"], Source>> = {
  newest: { kind: "newest" },
  collection: { kind: "collection", id: "" },
  category: { kind: "category", id: "" },
  products: { kind: "products", ids: [] },
};

interface Titled {
  id: string;
  title: string;
}

const useCollections = () =>
  useQuery({
    queryKey: ["home-collections"],
    queryFn: async () =>
      (await read<{ collections: Titled[] }>("/admin/collections", { limit: 200, fields: "id,title" }))
        .collections,
  });

const findProducts = async (query: Record<string, string | number>): Promise<Titled[]> =>
  (await read<{ products: Titled[] }>("/admin/products", { ...query, fields: "id,title" })).products;

/** Which goods a group shows. */
export const ProductSource = ({
  source,
  onChange,
}: {
  source: Source;
  onChange: (source: Source) => void;
}) => {
  const categories = useCategories().data ?? [];
  const collections = useCollections().data ?? [];
  const named =
    source.kind === "collection"
      ? collections.map(({ id, title }) => [id, title])
      : categories.map(({ id, name }) => [id, name]);
  return (
    <>
      <ChoiceField
        label={t("商品来源")}
        value={source.kind}
        options={SOURCES}
        onChange={(kind) => onChange(START[kind])}
      />
      {"id" in source && (
        <ChoiceField
          label={SOURCES[source.kind]}
          value={source.id}
          options={Object.fromEntries(named)}
          onChange={(id) => onChange({ ...source, id })}
        />
      )}
      {"ids" in source && (
        <ChosenProducts ids={source.ids} onChange={(ids) => onChange({ ...source, ids })} />
      )}
    </>
  );
};

const ChosenProducts = ({ ids, onChange }: { ids: string[]; onChange: (ids: string[]) => void }) => {
  const [typed, setTyped] = useState("");
  const chosen = useQuery({
    queryKey: ["home-chosen", ids],
    queryFn: () =>
      ids.length === 0
        ? []
        : findProducts(Object.fromEntries([...ids.map((id, n) => [`id[${n}]`, id]), ["limit", 50]])),
  });
  const found = useQuery({
    queryKey: ["home-found", typed],
    queryFn: () => findProducts({ q: typed, limit: 8, status: "published" }),
    enabled: typed.trim() !== "",
  });
  const titleOf = (id: string) => chosen.data?.find((product) => product.id === id)?.title ?? id;
  return (
    <div className="flex flex-col gap-y-2">
      <ol className="flex flex-col gap-y-1">
        {ids.map((id) => (
          <li key={id} className="flex items-center justify-between gap-x-2">
            <Text size="small" className="truncate">
              {titleOf(id)}
            </Text>
            <Button
              size="small"
              variant="transparent"
              onClick={() => onChange(ids.filter((one) => one !== id))}
            >
              {t("移除")}
            </Button>
          </li>
        ))}
      </ol>
      <Input
        size="small"
        type="search"
        aria-label={t("搜索商品")}
        placeholder={t("搜索商品名称，点击添加")}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="flex flex-wrap gap-1">
        {(found.data ?? [])
          .filter(({ id }) => !ids.includes(id))
          .map(({ id, title }) => (
            <Button
              key={id}
              size="small"
              variant="secondary"
              onClick={() => onChange([...ids, id].slice(0, 50))}
            >
              {title}
            </Button>
          ))}
      </div>
    </div>
  );
};
