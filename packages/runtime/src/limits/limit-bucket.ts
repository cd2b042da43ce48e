import { createHash } from 'node:crypto'
import type { Limit, LimitKey } from '@patchbay/contract'
import { LRUCache } from 'lru-cache'
import type { Connection } from '../connections/connection.ts'
import { sharedKey, type SharedKey } from '../shared-state/shared-key.ts'
import type { BucketRule } from '../shared-state/shared-limits.ts'
import { roomFor } from '../shared-state/room-for.ts'

/** One count of a limit: that of a connection, a site, a property… */
export interface LimitBucket {
  readonly key: SharedKey
  /** Of the limit. */
  readonly id: string
  readonly limit: Limit
  /** What is counted together. */
  readonly values: Readonly<Record<string, string>>
  readonly rule: () => BucketRule
  /** Taken for requests that the vendor has not answered yet. */
  inFlight: number
}

/** What a request says that it is about. */
export type About = Readonly<Record<string, string>> | undefined

/** The buckets of one limit that one connection takes from. */
export interface BucketsOfLimit {
  readonly limit: Limit
  /** The only one, where no input decides; undefined if there are several, or if the limit does not apply. */
  readonly only: LimitBucket | undefined
  /** Whether it depends on the call which one it is: on its input, or on what a request of it is about. */
  readonly isByCall: boolean
  /** Whether its rule is another one each day. */
  readonly isByDay: boolean
  /** Undefined if a value is missing, so that the limit does not apply. */
  find(input: unknown, about?: About): LimitBucket | undefined
  /** Those in use; where calls decide, the ones used last. */
  list(): LimitBucket[]
}

export interface BucketParts {
  readonly id: string
  readonly limit: Limit
  readonly connection: Connection
  readonly rule: () => BucketRule
  /** Buckets by key: connections may share one. */
  readonly known: Map<SharedKey, LimitBucket>
}

const longestValue = 100
/** Of one limit and connection, where calls decide; older ones go on in the store alone. */
const mostByCall = 100

export function bucketsOfLimit({ id, limit, connection, rule, known }: BucketParts): BucketsOfLimit {
  const isByCall = limit.per.some((key) => key.startsWith('input.') || key.startsWith('request.'))
  const recent = new LRUCache<SharedKey, LimitBucket>(roomFor(mostByCall))
  const { connector, tenant } = connection

  const resolve = (input: unknown, about?: About): LimitBucket | undefined => {
    const values: Record<string, string> = {}
    const internal: Record<string, string> = {}
    for (const key of limit.per) {
      const value = valueOf(key, connection, input, about)
      if (value === undefined) return undefined
      values[key] = value
      // Nobody's count is told from what another tenant has, and no count goes on under another connection's name.
      internal[key] = key === 'connection' ? connection.uid : value
    }
    const key = sharedKey(connector, 'limit', tenant, id, ...Object.values(internal).map(shortened))
    const found = isByCall ? recent.get(key) : known.get(key)
    if (found !== undefined) return found
    const bucket = { key, id, limit, values, rule, inFlight: 0 }
    if (isByCall) recent.set(key, bucket)
    else known.set(key, bucket)
    return bucket
  }

  const only = isByCall ? undefined : resolve(undefined)
  return {
    limit,
    only,
    isByCall,
    isByDay: limit.kind === 'window' && limit.timeZone !== undefined,
    find: isByCall ? resolve : () => only,
    list: () => (isByCall ? [...recent.values()] : only === undefined ? [] : [only]),
  }
}

function valueOf(key: LimitKey, connection: Connection, input: unknown, about: About): string | undefined {
  if (key === 'connection') return connection.id
  const [from, ...path] = key.split('.')
  let value: unknown = from === 'config' ? connection.config : from === 'request' ? about : input
  for (const name of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined
  }
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A caller decides how long an input is, and not how long a key is. */
const shortened = (value: string): string =>
  value.length <= longestValue ? value : createHash('sha256').update(value).digest('base64url')
