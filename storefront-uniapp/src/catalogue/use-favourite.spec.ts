import { beforeEach, expect, it, vi } from "vitest";
import { writeToken } from "@/session/token";
import { useFavourite } from "./use-favourite";

const server = vi.hoisted(() => ({
  fetchIsSaved: vi.fn<(list: string, id: string) => Promise<boolean>>(),
  putSaved: vi.fn<(list: string, id: string, saved: boolean) => Promise<boolean>>(),
}));
vi.mock("@/api/saved-products", () => server);
const redirectTo = vi.fn();

beforeEach(() => {
  localStorage.clear();
  redirectTo.mockReset();
  vi.stubGlobal("uni", { redirectTo });
  server.fetchIsSaved.mockReset().mockResolvedValue(true);
  server.putSaved.mockReset().mockImplementation(async (_list, _id, saved) => saved);
});

it("asks nothing of the server for a stranger, and sends one who presses to log in", async () => {
  const favourite = useFavourite(() => "tea");
  await favourite.seen();
  expect(server.fetchIsSaved).not.toHaveBeenCalled();
  favourite.toggle();
  expect(redirectTo).toHaveBeenCalledOnce();
});

it("notes what was seen, and changes at once what the heart shows", async () => {
  writeToken("customer");
  const favourite = useFavourite(() => "tea");
  await favourite.seen();
  expect(favourite.isFavourite.value).toBe(true);
  expect(server.putSaved).toHaveBeenCalledWith("footprints", "tea", true);
  favourite.toggle();
  expect(favourite.isFavourite.value).toBe(false);
});

it("takes the change back when the shop did not hear of it", async () => {
  writeToken("customer");
  server.putSaved.mockRejectedValue(new Error("offline"));
  const favourite = useFavourite(() => "tea");
  favourite.toggle();
  expect(favourite.isFavourite.value).toBe(true);
  await vi.waitFor(() => expect(favourite.isFavourite.value).toBe(false));
});
