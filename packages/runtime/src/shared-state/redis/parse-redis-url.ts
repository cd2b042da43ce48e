/** A server by its host and port. */
export interface RedisAddress {
  readonly host: string
  readonly port: number
}

/** Where Redis is. */
export interface RedisLocation {
  readonly kind: 'standalone' | 'sentinel' | 'cluster'
  /** The server; the sentinels; or some nodes of the cluster. */
  readonly addresses: readonly [RedisAddress, ...RedisAddress[]]
  /** What the sentinels call the servers. */
  readonly masterName: string
  readonly username: string | undefined
  readonly password: string | undefined
  readonly db: number
  readonly isEncrypted: boolean
}

const pattern =
  /^(?<encrypted>rediss?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^/?]*)@)?(?<hosts>[^/?@]+)(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/

const defaultPorts = { standalone: 6_379, sentinel: 26_379, cluster: 6_379 }

/**
 * Reads `redis://user:password@host:port/db`, `redis+sentinel://host:port,host:port/master-name?db=0` or
 * `redis+cluster://host:port,host:port`; with `rediss` for TLS. Throws a `TypeError` that does not quote the URL, which
 * may hold a password.
 */
export function parseRedisUrl(url: string): RedisLocation {
  const parts = pattern.exec(url)?.groups
  if (parts === undefined) throw new TypeError('is not a URL of Redis')
  const kind = (parts['kind'] ?? 'standalone') as RedisLocation['kind']
  const [first, ...others] = (parts['hosts'] ?? '')
    .split(',')
    .map((text) => addressOf(text, defaultPorts[kind]))
  if (first === undefined || (kind === 'standalone' && others.length > 0))
    throw new TypeError('names several hosts and neither +sentinel nor +cluster')
  const path = decodeURIComponent(parts['path'] ?? '')
  const query = new URLSearchParams(parts['query'])
  if (kind === 'sentinel' && path === '') throw new TypeError('does not name the master after the sentinels')
  const [username, ...password] = (parts['user'] ?? '').split(':')
  return {
    kind,
    addresses: [first, ...others],
    masterName: kind === 'sentinel' ? path : '',
    username: decodeURIComponent(username ?? '') || undefined,
    password: decodeURIComponent(password.join(':')) || undefined,
    db: databaseOf(query.get('db') ?? (kind === 'sentinel' ? '' : path)),
    isEncrypted: parts['encrypted'] === 'rediss',
  }
}

function addressOf(text: string, fallback: number): RedisAddress {
  const [, host = '', port] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text) ?? []
  if (host === '') throw new TypeError('has a host that cannot be read')
  return { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? fallback : Number(port) }
}

function databaseOf(text: string): number {
  const db = Number(text)
  if (!Number.isInteger(db) || db < 0) throw new TypeError('has a database that is not a number')
  return db
}
