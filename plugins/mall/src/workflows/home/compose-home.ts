import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { HomeBlock, HomeDraft, HomePublish } from "../../domain/home/block";
import { refusal } from "../../domain/refusal";
import { MALL_MODULE } from "../../modules/mall";
import type { HomeVersionRow } from "../../modules/mall/home-versions";
import type { MallModuleService } from "../../modules/mall/service";
import { previewHomePage } from "../reads/home-page";
import { RefusedError } from "../refused-error";

const mallOf = (container: MedusaContainer) => container.resolve<MallModuleService>(MALL_MODULE);

function versionView(version: HomeVersionRow, live_id: string | undefined, now: Date) {
  const { id, note, published_by, published_at, live_from, restored_from, blocks } = version;
  const isPlanned = live_from > now;
  return {
    id,
    note,
    published_by,
    published_at: published_at.toISOString(),
    live_from: live_from.toISOString(),
    restored_from,
    blocks: blocks.length,
    state: id === live_id ? ("live" as const) : isPlanned ? ("planned" as const) : ("past" as const),
  };
}

/** What the merchant works on: the draft, or what is live where there is none, and the versions with who and when. */
export async function readHomeComposition(container: MedusaContainer) {
  const mall = mallOf(container);
  const now = new Date();
  const [draft, home, versions] = await Promise.all([
    mall.homeVersions.draft(),
    mall.readHome(),
    mall.homeVersions.list(),
  ]);
  const live = versions.find(({ live_from }) => live_from <= now);
  return {
    draft: {
      blocks: draft?.blocks ?? home.blocks,
      revision: draft?.revision ?? 0,
      updated_by: draft?.updated_by ?? null,
      updated_at: draft?.updated_at.toISOString() ?? null,
    },
    versions: versions.map((version) => versionView(version, live?.id, now)),
  };
}

/** @throws {RefusedError} `home_changed` when somebody else wrote the draft since it was read */
export async function saveHomeDraft(
  container: MedusaContainer,
  { blocks, revision }: HomeDraft,
  by: string,
): Promise<void> {
  const written = await mallOf(container).homeVersions.writeDraft(blocks, { revision, by, now: new Date() });
  if (written === null) throw new RefusedError(refusal("home_changed", "revision"));
}

/**
 * Publishes the draft, at once or from a moment to come.
 * @throws {RefusedError} `home_changed`
 */
export async function publishHome(
  container: MedusaContainer,
  { revision, live_from, note }: HomePublish,
  by: string,
): Promise<void> {
  const now = new Date();
  const wanted = live_from === undefined ? now : new Date(live_from);
  const published = await mallOf(container).homeVersions.publishDraft({
    revision,
    by,
    now,
    note,
    live_from: wanted > now ? wanted : now,
  });
  if (published === null) throw new RefusedError(refusal("home_changed", "revision"));
}

/** Rolls the home page back. @throws {RefusedError} `home_version_unknown` */
export async function restoreHome(container: MedusaContainer, id: string, by: string): Promise<void> {
  if (!(await mallOf(container).homeVersions.restore(id, { by, now: new Date() })))
    throw new RefusedError(refusal("home_version_unknown"));
}

/** Takes a planned version back. @throws {RefusedError} `home_version_unknown`, also for one that is live already */
export async function withdrawHome(container: MedusaContainer, id: string): Promise<void> {
  if (!(await mallOf(container).homeVersions.withdraw(id, new Date())))
    throw new RefusedError(refusal("home_version_unknown"));
}

/** What shoppers of the shop's own sales channel would see. */
export async function previewHome(container: MedusaContainer, blocks: readonly HomeBlock[]) {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 });
  const channel = store?.default_sales_channel_id;
  return previewHomePage(container, channel ? [channel] : [], blocks);
}
