import { serviceDataSource } from "../modules/distribution/database/data-source";
import { StatementService } from "../modules/distribution/statement/service";
import { type VerificationView, verificationView } from "../modules/distribution/statement/views";

/**
 * Verifies the ledger of a database without booting a shop: an auditor needs nothing but its address. It reads as the
 * service's role and writes nothing but the line that says it was done.
 * @throws Error while another verification runs
 */
export async function verifyLedgerAt(url: string): Promise<VerificationView> {
  const source = await serviceDataSource({ url }).initialize();
  try {
    const result = await new StatementService(source).verify("command line", () => new Date());
    if (result.kind === "refused")
      throw new Error("Another verification is running; try again when it is done.");
    return verificationView(result.verification);
  } finally {
    await source.destroy();
  }
}
