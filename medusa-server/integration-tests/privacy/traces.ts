import { once } from "node:events";
import { connect } from "node:net";
import type { Pool } from "pg";

/** Where something was found: `order_address.phone`. */
export type Place = string;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Every column of every table in which one of some texts stands, whatever the column's type: texts, JSON, arrays, bytes.
 * @param traces texts that say who somebody is
 */
export async function placesIn(pool: Pool, traces: readonly string[]): Promise<Map<Place, string[]>> {
  const { rows: columns } = await pool.query<{ schema: string; name: string; column: string; type: string }>(
    `select c.table_schema as schema, c.table_name as name, c.column_name as column, c.data_type as type
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found = new Map<Place, string[]>();
  for (const { schema, name, column, type } of columns) {
    const value = type === "bytea" ? `encode(${quoted(column)}, 'escape')` : `${quoted(column)}::text`;
    const { rows } = await pool.query<{ trace: string }>(
      `select distinct trace from unnest($1::text[]) trace, ${quoted(schema)}.${quoted(name)}
        where position(lower(trace) in lower(${value})) > 0`,
      [traces],
    );
    const place = schema === "public" ? `${name}.${column}` : `${schema}.${name}.${column}`;
    if (rows.length > 0) found.set(place, rows.map(({ trace }) => trace).sort());
  }
  return found;
}

const READ_ALL = `local all = {}
for _, key in ipairs(redis.call('keys', '*')) do
  local kind = redis.call('type', key).ok
  local value = ''
  if kind == 'string' then value = redis.call('get', key)
  elseif kind == 'hash' then value = cjson.encode(redis.call('hgetall', key))
  elseif kind == 'list' then value = cjson.encode(redis.call('lrange', key, 0, -1))
  elseif kind == 'set' then value = cjson.encode(redis.call('smembers', key))
  elseif kind == 'zset' then value = cjson.encode(redis.call('zrange', key, 0, -1))
  elseif kind == 'stream' then value = cjson.encode(redis.call('xrange', key, '-', '+')) end
  all[#all + 1] = redis.call('ttl', key) .. ' ' .. key .. ' ' .. string.gsub(value, '\\n', ' ')
end
return table.concat(all, '\\n')`;

/** What lies in a Redis: `content` is a key with its value, `seconds_left` when it is forgotten, -1 for never. */
export interface RedisEntry {
  readonly seconds_left: number;
  readonly content: string;
}

/** Everything that lies in a Redis. */
export async function contentOfRedis(url: string): Promise<RedisEntry[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const words = ["EVAL", READ_ALL, "0"];
  socket.write(
    `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`,
  );
  let answer = Buffer.alloc(0);
  let length: number | undefined;
  while (length === undefined || answer.length < length) {
    const [piece] = (await once(socket, "data")) as [Buffer];
    answer = Buffer.concat([answer, piece]);
    const head = /^\$(\d+)\r\n/.exec(answer.toString("latin1", 0, 40));
    if (head) length = head[0].length + Number(head[1]) + 2;
    else if (answer[0] === 45) throw new Error(answer.toString());
  }
  socket.destroy();
  const [, ...lines] = answer.toString().split(/\r?\n/);
  return lines.filter(Boolean).map((line) => {
    const [seconds_left = "", ...content] = line.split(" ");
    return { seconds_left: Number(seconds_left), content: content.join(" ") };
  });
}
