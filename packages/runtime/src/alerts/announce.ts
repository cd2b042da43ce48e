import { randomUUID } from 'node:crypto'
import type { Database } from '../store/store.ts'
import type { Alert } from './alert.ts'

const newId = (): string => `msg_${randomUUID()}`

/** Leaves a delivery for each target of the alert's scope that wants to hear of such. */
export async function announce(database: Database, { id, scope, severity, connector }: Alert): Promise<void> {
  const targets = await database
    .selectFrom('alert_targets')
    .select(['id', 'severities', 'connectors'])
    .where('scope', '=', scope)
    .execute()
  const wanting = targets.filter(
    ({ severities, connectors }) =>
      severities.includes(severity) && (connectors === null || connectors.includes(connector)),
  )
  if (wanting.length === 0) return
  await database
    .insertInto('alert_deliveries')
    .values(
      wanting.map((target) => ({ id: newId(), alert: id, target: target.id, transition: 'firing' as const })),
    )
    .execute()
}

/** Leaves one for each that was to hear of its beginning. */
export async function announceEnd(database: Database, alert: string): Promise<void> {
  const told = await database
    .selectFrom('alert_deliveries')
    .select('target')
    .where('alert', '=', alert)
    .where('transition', '=', 'firing')
    .execute()
  if (told.length === 0) return
  await database
    .insertInto('alert_deliveries')
    .values(told.map(({ target }) => ({ id: newId(), alert, target, transition: 'resolved' as const })))
    .execute()
}
