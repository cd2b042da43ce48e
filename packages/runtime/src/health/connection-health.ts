import { sql } from 'kysely'
import { defaultTenant } from '../access/principal.ts'
import type { Connections } from '../connections/connections.ts'
import type { Store } from '../store/store.ts'
import type { HealthReason } from './connector-health.ts'

/** The connections of one connector that are switched on. */
export interface ConnectionHealth {
  readonly total: number
  readonly failing: number
  /** One that fails, for people. */
  readonly example: { readonly id: string; readonly reason: string } | undefined
  /** Milliseconds since 1970: when the first of them failed. */
  readonly since: number | undefined
}

export interface ConnectionHealthParts {
  readonly store: Store
  readonly connections: Pick<Connections, 'unmanaged'>
}

interface Row {
  connector: string
  total: number
  failing: number
  id: string | null
  reason: string | null
  since: Date | null
}

/** How connections are, by connector: of a tenant, or of all. One question to the store. */
export async function connectionHealth(
  { store, connections }: ConnectionHealthParts,
  tenant: string | undefined,
): Promise<ReadonlyMap<string, ConnectionHealth>> {
  // It fails since the first failure behind the last success; where none was written down, since its last change.
  const [{ rows }, fixed] = await Promise.all([
    sql<Row>`
      select connector, count(*)::int as total,
        count(failed_at)::int as failing, min(failed_at) as since,
        (array_agg(id order by failed_at, id) filter (where failed_at is not null))[1] as id,
        (array_agg(state_reason order by failed_at, id) filter (where failed_at is not null))[1] as reason
      from (
        select connector, id, state_reason,
          case when state = 'reauthorize' then coalesce((
            select min(happened_at) from connection_events as event
            where event.tenant = connections.tenant and event.connection = connections.id
              and event.uid = connections.uid and event.outcome = 'failed' and event.sequence > coalesce((
                select max(sequence) from connection_events as success
                where success.tenant = connections.tenant and success.connection = connections.id
                  and success.uid = connections.uid and success.outcome = 'ok'
              ), 0)
          ), updated_at) end as failed_at
        from connections
        where state <> 'disabled' and ${tenant === undefined ? sql`true` : sql`tenant = ${tenant}`}
      ) as switched_on
      group by connector`.execute(store.database),
    // The configuration is that of the default tenant.
    connections.unmanaged(tenant ?? defaultTenant),
  ])
  const health = new Map<string, ConnectionHealth>(
    rows.map(({ connector, total, failing, id, reason, since }) => [
      connector,
      {
        total,
        failing,
        example: id === null ? undefined : { id, reason: reason ?? '' },
        since: since?.getTime(),
      },
    ]),
  )
  // What the configuration says does not change, so these never wait for a person.
  for (const { connector } of fixed) {
    const known = health.get(connector) ?? none
    health.set(connector, { ...known, total: known.total + 1 })
  }
  return health
}

export const none: ConnectionHealth = { total: 0, failing: 0, example: undefined, since: undefined }

export function connectionReason({
  total,
  failing,
  example,
  since,
}: ConnectionHealth): HealthReason | undefined {
  if (example === undefined || since === undefined) return undefined
  const why = example.reason === '' ? '' : `: ${example.reason}`
  return {
    code: 'connections_failing',
    status: failing === total ? 'down' : 'degraded',
    message:
      failing === 1
        ? `The connection ${example.id} does not work any more${why}`
        : `${failing} of ${total} connections do not work any more, among them ${example.id}${why}`,
    since,
    advice: `Authorize it anew, then check it by POST /v1/connections/${example.id}/check.`,
    subject: example.id,
  }
}
