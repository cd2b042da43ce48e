import type { RedisClient } from './connect-redis.ts'
import { cacheScripts } from './scripts/cache-scripts.ts'
import { limitScripts } from './scripts/limit-scripts.ts'
import { recordScripts } from './scripts/record-scripts.ts'

type Argument = string | number | Uint8Array

/** Runs one Lua script on these keys; its reply as it came. */
export type Script = (keys: readonly string[], parameters: readonly Argument[]) => Promise<unknown>

const heartbeatScript = {
  // Stays in the set for as many milliseconds as the second argument says; the third one is only weight. It begins with
  // the write that a full server refuses: after another one Redis would let it pass.
  heartbeat: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if tonumber(ARGV[2]) > 0 then redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
else redis.call('ZREM', KEYS[1], ARGV[1]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('PEXPIRE', KEYS[1], 60000)
return redis.call('ZCARD', KEYS[1])`,
}

const sources = { ...limitScripts, ...recordScripts, ...cacheScripts, ...heartbeatScript }
export type ScriptName = keyof typeof sources

/** Every script by its name. Each is sent whole once per connection, by its hash afterwards, and again if it was flushed. */
export type Scripts = Readonly<Record<ScriptName, Script>>

export function defineScripts(client: RedisClient): Scripts {
  return Object.fromEntries(
    Object.entries(sources).map(([name, lua]) => {
      // The one whose answer is bytes.
      const command = name === 'cacheGet' ? `${name}Buffer` : name
      client.defineCommand(name, { lua })
      const run = (client as unknown as Record<string, (...parameters: unknown[]) => Promise<unknown>>)[
        command
      ]
      if (run === undefined) throw new Error(`ioredis has not defined ${command}`)
      const script: Script = (keys, parameters) => run.call(client, keys.length, ...keys, ...parameters)
      return [name, script]
    }),
  ) as Scripts
}
