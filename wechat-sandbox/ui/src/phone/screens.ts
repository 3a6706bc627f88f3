const CHANNEL = "wechat-sandbox:screens";
const WAIT_MS = 1_200;

interface Screens {
  /** Who asks, so that no phone scans its own screen. */
  ask?: string;
  reply?: { to: string; person: string; pictures: string[] };
}

/** A picture on another phone's screen. */
export interface SeenPicture {
  person: string;
  source: string;
}

/**
 * Lets other phones scan what is on this one's screen, whatever window of this browser they are in.
 * @returns what ends it
 */
export function showScreen(person: string, pictures: () => Promise<string[]>): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Screens>) => {
    const to = data.ask;
    if (to === undefined || to === person) return;
    void pictures().then((found) => {
      const reply: Screens = { reply: { to, person, pictures: found } };
      channel.postMessage(reply);
    });
  };
  return () => channel.close();
}

/** The pictures on all other phones' screens, as far as their windows answer in time. */
export async function lookAround(person: string): Promise<SeenPicture[]> {
  const channel = new BroadcastChannel(CHANNEL);
  const seen: SeenPicture[] = [];
  channel.onmessage = ({ data }: MessageEvent<Screens>) => {
    if (data.reply?.to !== person) return;
    const { person: of, pictures } = data.reply;
    seen.push(...pictures.map((source) => ({ person: of, source })));
  };
  const ask: Screens = { ask: person };
  channel.postMessage(ask);
  await new Promise((done) => setTimeout(done, WAIT_MS));
  channel.close();
  return seen;
}
