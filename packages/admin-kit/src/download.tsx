import { Button, toast } from "@medusajs/ui";
import { useState } from "react";
import { sdk } from "./client";
import { t } from "./translation";

/** Fetches a file of the admin and hands it to the browser. @throws FetchError with the server's words */
export async function download(path: string, name: string): Promise<void> {
  const answer = await sdk.client.fetch<Response>(path, { headers: { accept: "*/*" } });
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Downloads a file; a refusal is said instead of being saved as a file. */
export const DownloadButton = ({
  path,
  name,
  label,
  isDisabled = false,
  variant = "secondary",
}: {
  path: string;
  name: string;
  label: string;
  isDisabled?: boolean;
  variant?: "secondary" | "transparent";
}) => {
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await download(path, name);
    } catch (error) {
      toast.error(t("没有导出"), { description: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" variant={variant} disabled={isDisabled} isLoading={isBusy} onClick={save}>
      {label}
    </Button>
  );
};
