import { z } from "zod";

const shape = z.object({
  SHOP_NAME: z.string().min(1).default("藤蔓生活"),
  SHOP_ORIGIN: z.url().optional(),
  SEED_ADMIN_EMAIL: z.email().optional(),
  SEED_ADMIN_PASSWORD: z.string().min(8).optional(),
  SEED_PEOPLE_FILE: z.string().min(1).optional(),
});

export interface SeedEnvironment {
  shop_name: string;
  /** Where the shop itself answers; pictures it serves are addressed without it. */
  shop_origin?: string;
  /** The merchant who may log in to the admin; without one, nobody is created. */
  admin?: { email: string; password: string };
  /** A JSON file of WeChat people; without one, only the shop is seeded. */
  people_file?: string;
}

/** Reads what the seed is told. @throws an error that names each bad variable, without its value. */
export function readSeedEnvironment(variables: NodeJS.ProcessEnv): SeedEnvironment {
  const checked = shape.safeParse(variables);
  if (!checked.success) {
    const names = checked.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new Error(`The seed is told wrongly: ${names.join("; ")}`);
  }
  const { SHOP_NAME, SHOP_ORIGIN, SEED_ADMIN_EMAIL, SEED_ADMIN_PASSWORD, SEED_PEOPLE_FILE } = checked.data;
  return {
    shop_name: SHOP_NAME,
    ...(SHOP_ORIGIN ? { shop_origin: SHOP_ORIGIN } : {}),
    ...(SEED_ADMIN_EMAIL && SEED_ADMIN_PASSWORD
      ? { admin: { email: SEED_ADMIN_EMAIL, password: SEED_ADMIN_PASSWORD } }
      : {}),
    ...(SEED_PEOPLE_FILE ? { people_file: SEED_PEOPLE_FILE } : {}),
  };
}
