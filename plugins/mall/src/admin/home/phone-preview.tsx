import { send, t } from "@tengman/admin-kit";
import { useEffect, useRef, useState } from "react";
import { type Block, HOME, isComplete } from "./home";

/** The shop's own home page, which shows drafts when it stands in a frame of its own origin. */
const PAGE = "/pages/home/index?preview=draft";
/** Typing is not followed letter by letter. */
const PAUSE_MS = 300;

/** The shop's real page on a phone, showing the draft as it stands, saved or not. */
export const PhonePreview = ({ blocks }: { blocks: readonly Block[] }) => {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent) => {
      const isOurs = origin === location.origin && source === frame.current?.contentWindow;
      if (isOurs && data?.kind === "tengman-home-preview-ready") setReady(true);
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, []);
  useEffect(() => {
    if (!isReady) return;
    let isLatest = true;
    const timer = setTimeout(async () => {
      try {
        const home = await send<object>(`${HOME}/preview`, { blocks: blocks.filter(isComplete) });
        if (!isLatest) return;
        setProblem("");
        frame.current?.contentWindow?.postMessage({ kind: "tengman-home-preview", home }, location.origin);
      } catch (error) {
        if (isLatest) setProblem(error instanceof Error ? error.message : String(error));
      }
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [blocks, isReady]);
  return (
    <div className="flex flex-col items-center gap-y-2 p-3">
      <iframe
        ref={frame}
        src={PAGE}
        title={t("首页预览")}
        width={375}
        height={700}
        className="border-ui-border-strong rounded-2xl border-4"
        data-testid="home-preview"
      />
      <p className="txt-small text-ui-fg-error min-h-5" role="status">
        {problem}
      </p>
    </div>
  );
};
