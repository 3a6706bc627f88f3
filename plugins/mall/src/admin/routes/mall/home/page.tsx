import { defineRouteConfig } from "@medusajs/admin-sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Loaded, read, t } from "@tengman/admin-kit";
import { Composer } from "../../../home/composer";
import { type Composition, HOME } from "../../../home/home";
import { Versions } from "../../../home/versions";

const KEY = ["mall-home"];

/** The shop's home page: its draft beside a phone, and what was published. */
const HomePage = () => {
  const client = useQueryClient();
  const composition = useQuery({
    queryKey: KEY,
    queryFn: () => read<Composition>(HOME),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const again = () => client.invalidateQueries({ queryKey: KEY });
  return (
    <Loaded query={composition}>
      {(loaded) => (
        <div className="flex flex-col gap-y-3">
          <Composer composition={loaded} onDone={again} />
          <Versions composition={loaded} onDone={again} />
        </div>
      )}
    </Loaded>
  );
};

export const config = defineRouteConfig({ label: "首页装修", rank: 1, translationNs: "tengman" });

export const handle = { breadcrumb: () => t("首页装修") };

export default HomePage;
