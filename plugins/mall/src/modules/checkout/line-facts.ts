import type { Connection } from "./database";

interface Named {
  id: string;
}

/** A variant with all that prices, promotions, freight and a line of an order may ask of it, shaped as Medusa's Query does. */
export interface LineFact {
  id: string;
  title: string | null;
  sku: string | null;
  barcode: string | null;
  thumbnail: string | null;
  manage_inventory: boolean;
  allow_backorder: boolean;
  price_set: Named | null;
  /** Pieces that the channel can sell now; null without inventory items. */
  stock: number | null;
  inventory_items: { inventory_item_id: string; inventory: { requires_shipping: boolean } }[];
  product: {
    id: string;
    title: string;
    subtitle: string | null;
    description: string | null;
    handle: string;
    status: string;
    thumbnail: string | null;
    discountable: boolean;
    is_giftcard: boolean;
    metadata: Record<string, unknown> | null;
    collection: { id: string; title: string } | null;
    type: { id: string; value: string } | null;
    shipping_profile: Named | null;
    categories: Named[];
    tags: Named[];
    /** Whether the channel sells it. */
    is_offered: boolean;
  };
}

/** Some ids as `[{ id }]`, in a stable order. */
const ids = (select: string) =>
  `coalesce((select jsonb_agg(jsonb_build_object('id', id) order by id) from (${select}) ids(id)), '[]')`;

const PRODUCT = `jsonb_build_object(
    'id', p.id, 'title', p.title, 'subtitle', p.subtitle, 'description', p.description, 'handle', p.handle,
    'status', p.status, 'thumbnail', p.thumbnail, 'discountable', p.discountable, 'is_giftcard', p.is_giftcard,
    'metadata', p.metadata, 'weight', p.weight, 'collection_id', p.collection_id, 'type_id', p.type_id,
    'collection', (select jsonb_build_object('id', id, 'title', title) from product_collection
      where id = p.collection_id and deleted_at is null),
    'type', (select jsonb_build_object('id', id, 'value', value) from product_type
      where id = p.type_id and deleted_at is null),
    'shipping_profile', (select jsonb_build_object('id', s.id) from product_shipping_profile l
      join shipping_profile s on s.id = l.shipping_profile_id and s.deleted_at is null
      where l.product_id = p.id and l.deleted_at is null limit 1),
    'categories', ${ids(`select c.id from product_category_product l join product_category c
      on c.id = l.product_category_id and c.deleted_at is null where l.product_id = p.id`)},
    'tags', ${ids(`select t.id from product_tags l join product_tag t
      on t.id = l.product_tag_id and t.deleted_at is null where l.product_id = p.id`)},
    'is_offered', exists (select 1 from product_sales_channel l
      where l.product_id = p.id and l.sales_channel_id = :channel and l.deleted_at is null))`;

const FACT = `jsonb_build_object(
    'id', v.id, 'title', v.title, 'sku', v.sku, 'barcode', v.barcode, 'thumbnail', v.thumbnail,
    'weight', v.weight, 'length', v.length, 'height', v.height, 'width', v.width, 'material', v.material,
    'manage_inventory', v.manage_inventory, 'allow_backorder', v.allow_backorder,
    'price_set', (select jsonb_build_object('id', l.price_set_id) from product_variant_price_set l
      where l.variant_id = v.id and l.deleted_at is null limit 1),
    'stock', mall_variant_stock(v.id, array[:channel]),
    'inventory_items', coalesce((select jsonb_agg(jsonb_build_object('inventory_item_id', l.inventory_item_id,
        'inventory', jsonb_build_object('requires_shipping', i.requires_shipping)) order by l.inventory_item_id)
      from product_variant_inventory_item l join inventory_item i on i.id = l.inventory_item_id and i.deleted_at is null
      where l.variant_id = v.id and l.deleted_at is null), '[]'),
    'product', ${PRODUCT})`;

/** Reads what is ordered. */
export class LineFacts {
  constructor(readonly connection: Connection) {}

  /** The variants of these ids that there are, as a sales channel sees them, by id. */
  async read(variant_ids: readonly string[], sales_channel_id: string): Promise<Map<string, LineFact>> {
    const { rows } = (await this.connection.raw(
      `select ${FACT} as fact from product_variant v join product p on p.id = v.product_id and p.deleted_at is null
       where v.deleted_at is null and v.id = any(:variants)`,
      { channel: sales_channel_id, variants: [...variant_ids] },
    )) as { rows: { fact: LineFact }[] };
    return new Map(rows.map(({ fact }) => [fact.id, fact]));
  }
}
