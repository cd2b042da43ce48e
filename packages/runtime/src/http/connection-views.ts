import type { FastifyRequest } from 'fastify'
import type { ConnectionRecord } from '../connections/connection-records.ts'
import type { Connection } from '../connections/connection.ts'
import type { Registry } from '../connectors/registry.ts'
import type { BeforeCommit } from '../store/before-commit.ts'
import { hideFields } from '../telemetry/redaction/secret-fields.ts'
import type { ConnectionView } from './connection-schemas.ts'

/** A connection that is not stored, as it is told. */
export function viewOfFixed(connection: Connection, registry: Registry): ConnectionView {
  const { id, connector, config, origins, source, state, stateReason } = connection
  return {
    id,
    connector,
    config: hideFields(config, registry.find(connector).secretConfig) as Record<string, unknown>,
    origins: { ...origins },
    source,
    managed: source === 'mock' ? 'mock' : 'configuration',
    state,
    stateReason,
    grantedScopes: null,
  }
}

/** A stored one, with what the connector makes of its config where it is loaded. */
export async function viewOfRecord(record: ConnectionRecord, registry: Registry): Promise<ConnectionView> {
  const { id, connector, auth, config, state, stateReason, grantedScopes, version } = record
  return {
    id,
    connector,
    auth,
    config: { ...config },
    origins: { ...(await declaredOrigins(record, registry)), ...record.origins },
    source: 'live',
    managed: 'api',
    state,
    stateReason,
    grantedScopes: grantedScopes === undefined ? null : [...grantedScopes],
    version,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  }
}

/** Makes the entry of a request a part of the change of a stored connection. */
export const recordConnectionChange = (
  request: FastifyRequest,
  registry: Registry,
): BeforeCommit<ConnectionRecord> => request.recordChange((record) => viewOfRecord(record, registry))

async function declaredOrigins(
  { connector, config }: ConnectionRecord,
  registry: Registry,
): Promise<Readonly<Record<string, string>>> {
  try {
    return await registry.find(connector).host.origins(config)
  } catch {
    return {} // it is not loaded, or another version of it by now: what was entered is told all the same
  }
}
