import { Type, type Static } from '@sinclair/typebox'
import type { ConnectionService } from '../connections/connection-service.ts'
import type { RecordFilter } from '../connections/connection-records.ts'
import type { Connections } from '../connections/connections.ts'
import type { Registry } from '../connectors/registry.ts'
import type { ConnectionView } from './connection-schemas.ts'
import { viewOfFixed, viewOfRecord } from './connection-views.ts'
import { toPage, type Page } from './page.ts'

/** Behind so many of those that are not stored, and behind the stored one of this id; '' before the first. */
export const ListPosition = Type.Tuple([Type.Integer({ minimum: 0 }), Type.String({ maxLength: 63 })])

interface ListParts {
  readonly service: ConnectionService
  readonly connections: Connections
  readonly registry: Registry
}

interface Entry {
  readonly view: ConnectionView
  readonly position: Static<typeof ListPosition>
}

/** One page of a tenant's connections: those that are not stored come first. */
export async function listConnections(
  { service, connections, registry }: ListParts,
  tenant: string,
  filter: RecordFilter,
  [skipped, after]: Static<typeof ListPosition> = [0, ''],
  limit: number,
): Promise<Page<ConnectionView>> {
  const { connector, state } = filter
  const fixed = (await connections.unmanaged(tenant)).filter(
    (one) =>
      (connector === undefined || one.connector === connector) &&
      (state === undefined || one.state === state),
  )
  const entries: Entry[] = fixed
    .slice(skipped, skipped + limit + 1)
    .map((one, index) => ({ view: viewOfFixed(one, registry), position: [skipped + index + 1, ''] }))
  if (entries.length <= limit) {
    const records = await service.page(tenant, filter, after, limit + 1 - entries.length)
    for (const record of records) {
      entries.push({ view: await viewOfRecord(record, registry), position: [fixed.length, record.id] })
    }
  }
  const page = toPage(entries, limit, ({ position }) => position)
  return { entries: page.entries.map(({ view }) => view), next: page.next }
}
