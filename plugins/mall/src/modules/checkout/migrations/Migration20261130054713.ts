import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** How stock is held for an order and let go, and the log that says when settings of the shop have changed. */
export class Migration20261130054713 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_settings_change" (
      "id" bigserial primary key,
      "noted_at" timestamptz not null default now()
    );`);
    this.addSql(NOTE_SETTINGS_CHANGE);
    this.addSql(CLAIM_STOCK);
    this.addSql(RELEASE_STOCK);
  }

  override async down(): Promise<void> {
    this.addSql(`drop function if exists mall_claim_stock(text, text, jsonb);`);
    this.addSql(`drop function if exists mall_release_stock(text);`);
    this.addSql(`drop function if exists mall_note_settings_change() cascade;`);
    this.addSql(`drop table if exists "mall_settings_change";`);
  }
}

const NOTE_SETTINGS_CHANGE = `create or replace function mall_note_settings_change() returns trigger
  language plpgsql as $function$
  begin
    insert into "mall_settings_change" default values;
    return null;
  end $function$;`;

/**
 * Holds the pieces of all lines, each inventory item at one of the channel's places, the first that has enough, as Medusa
 * does; raises MS001 with the variant when a line cannot be had. Levels are locked in one order, so that two orders never
 * wait for each other. A variant that may be sold before it is there takes any place that knows the item.
 */
const CLAIM_STOCK = `create or replace function mall_claim_stock(claim text, channel text, wanted jsonb) returns setof text
  language plpgsql as $function$
  declare
    need record;
    place record;
    held text;
  begin
    perform 1 from inventory_level level
      where level.deleted_at is null and level.inventory_item_id in (
        select item.inventory_item_id from product_variant_inventory_item item
        where item.deleted_at is null and item.variant_id in (select line->>'variant_id' from jsonb_array_elements(wanted) line))
      order by level.id for update;
    for need in
      select line.value->>'line_item_id' as line_item_id, v.id as variant_id, v.allow_backorder, item.inventory_item_id,
        item.required_quantity * (line.value->>'quantity')::numeric as quantity
      from jsonb_array_elements(wanted) with ordinality line(value, position)
      join product_variant v on v.id = line.value->>'variant_id'
      left join product_variant_inventory_item item on item.variant_id = v.id and item.deleted_at is null
      where v.manage_inventory order by line.position, item.inventory_item_id
    loop
      select level.id, level.location_id, level.reserved_quantity + need.quantity as reserved into place
        from inventory_level level
        where level.inventory_item_id = need.inventory_item_id and level.deleted_at is null
          and level.location_id in (select stock_location_id from sales_channel_stock_location
            where sales_channel_id = channel and deleted_at is null)
          and (need.allow_backorder or level.stocked_quantity - level.reserved_quantity >= need.quantity)
        order by level.stocked_quantity - level.reserved_quantity >= need.quantity desc, level.location_id limit 1;
      if place.id is null then
        raise exception 'insufficient_inventory' using errcode = 'MS001', detail = need.variant_id;
      end if;
      update inventory_level set reserved_quantity = place.reserved, updated_at = now(),
        raw_reserved_quantity = jsonb_build_object('value', place.reserved::text, 'precision', 20) where id = place.id;
      held := 'resitem_' || upper(replace(gen_random_uuid()::text, '-', ''));
      insert into reservation_item (id, line_item_id, allow_backorder, location_id, quantity, raw_quantity, external_id, inventory_item_id)
        values (held, need.line_item_id, need.allow_backorder, place.location_id, need.quantity,
          jsonb_build_object('value', need.quantity::text, 'precision', 20), claim, need.inventory_item_id);
      return next held;
    end loop;
  end $function$;`;

/** Lets go of what is held for a claim, as Medusa does when it takes a reservation back. */
const RELEASE_STOCK = `create or replace function mall_release_stock(claim text) returns void
  language plpgsql as $function$
  begin
    perform 1 from inventory_level level where (level.inventory_item_id, level.location_id) in (
      select inventory_item_id, location_id from reservation_item where external_id = claim and deleted_at is null)
      order by level.id for update;
    with gone as (
      update reservation_item set deleted_at = now(), updated_at = now()
      where external_id = claim and deleted_at is null returning inventory_item_id, location_id, quantity
    ), sums as (
      select inventory_item_id, location_id, sum(quantity) as quantity from gone group by 1, 2
    )
    update inventory_level level set reserved_quantity = level.reserved_quantity - sums.quantity, updated_at = now(),
      raw_reserved_quantity = jsonb_build_object('value', (level.reserved_quantity - sums.quantity)::text, 'precision', 20)
      from sums where level.inventory_item_id = sums.inventory_item_id and level.location_id = sums.location_id
        and level.deleted_at is null;
  end $function$;`;
