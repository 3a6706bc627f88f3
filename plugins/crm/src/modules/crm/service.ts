import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { AdminGrants } from "@tengman/plugin-kit";
import { type CrmOptions, grantsOf, readOptions } from "../../options";
import { AuditStore } from "./storage/audit-store";
import { CareStore } from "./storage/care-store";
import type { Database } from "./storage/database-sql";
import { FactStore } from "./storage/fact-store";
import { OutreachStore } from "./storage/outreach-store";
import { PlayStore } from "./storage/play-store";
import { RfmStore } from "./storage/rfm-store";
import { SegmentStore } from "./storage/segment-store";
import { TagStore } from "./storage/tag-store";

/** The module's door: its stores. Every write is a transaction of its own, and `now` is always the caller's. */
export class CrmModuleService {
  readonly options: CrmOptions;
  /** Who may what in the admin; null when the shop has configured nothing. */
  readonly adminGrants: AdminGrants | null;
  readonly audit: AuditStore;
  readonly facts: FactStore;
  readonly tags: TagStore;
  readonly segments: SegmentStore;
  readonly rfm: RfmStore;
  readonly care: CareStore;
  readonly outreach: OutreachStore;
  readonly plays: PlayStore;

  constructor(container: Record<string, unknown>, options: unknown) {
    const database = container[ContainerRegistrationKeys.PG_CONNECTION] as Database;
    this.options = readOptions(options);
    this.adminGrants = grantsOf(this.options);
    this.audit = new AuditStore(database);
    this.facts = new FactStore(database);
    this.tags = new TagStore(database);
    this.segments = new SegmentStore(database);
    this.rfm = new RfmStore(database);
    this.care = new CareStore(database);
    this.outreach = new OutreachStore(database);
    this.plays = new PlayStore(database);
  }
}
