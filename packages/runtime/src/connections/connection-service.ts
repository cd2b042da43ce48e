import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { BeforeCommit } from '../store/before-commit.ts'
import { eventsOf, type ListedEvent } from './connection-events.ts'
import { noteFinding, type Finding } from './connection-states.ts'
import {
  findRecord,
  isStoredUid,
  pageOfRecords,
  type ConnectionRecord,
  type RecordFilter,
} from './connection-records.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { createConnection, type Change } from './create-connection.ts'
import { removeConnection } from './remove-connection.ts'
import type { CredentialOwner } from './credential-kinds.ts'
import { noConnection, type ServiceParts } from './service-parts.ts'
import { updateConnection, type ConnectionChange } from './update-connection.ts'

/** Throws if a version is not the one that the caller has seen. */
export type CheckVersion = (version: number) => void

/** The stored connections of tenants, and their changes. All of it may reject with `state_unavailable`. */
export interface ConnectionService {
  find(tenant: string, id: string): Promise<ConnectionRecord | undefined>
  /** In the order of their ids, from behind `after`. */
  page(tenant: string, filter: RecordFilter, after: string, limit: number): Promise<ConnectionRecord[]>
  /**
   * A connection as its credentials see it, also of the configuration. Rejects with `not_found`, or `conflict` where several
   * of the configuration have this id.
   */
  ownerOf(tenant: string, id: string): Promise<CredentialOwner>
  /** The same by its uid; undefined where it is no more. */
  ownerByUid(tenant: string, uid: string): Promise<CredentialOwner | undefined>
  create(
    change: Change,
    settings: ConnectionSettings,
    beforeCommit?: BeforeCommit<ConnectionRecord>,
  ): Promise<ConnectionRecord>
  update(
    change: Change,
    id: string,
    fields: ConnectionChange,
    checkVersion: CheckVersion,
    beforeCommit?: BeforeCommit<ConnectionRecord>,
  ): Promise<ConnectionRecord>
  remove(
    change: Change,
    id: string,
    checkVersion: CheckVersion,
    beforeCommit?: BeforeCommit<ConnectionRecord>,
  ): Promise<ConnectionRecord>
  /** Records what has come out about a connection, by its uid. Nothing for one that is not stored. */
  note(
    place: { readonly tenant: string; readonly uid: string },
    finding: Finding,
    beforeCommit?: BeforeCommit<ConnectionRecord>,
  ): Promise<ConnectionRecord | undefined>
  /** The newest first, from before the one of this sequence. Also of one that was deleted. */
  events(tenant: string, id: string, before: number | undefined, limit: number): Promise<ListedEvent[]>
}

export function createConnectionService(parts: ServiceParts & { readonly log: Logger }): ConnectionService {
  const { database } = parts.store
  const findStored = async (tenant: string, uid: string): Promise<ConnectionRecord | undefined> =>
    isStoredUid(uid) ? findRecord(database, tenant, { uid }) : undefined
  return {
    find: (tenant, id) => findRecord(database, tenant, { id }),
    page: (tenant, filter, after, limit) => pageOfRecords(database, tenant, filter, after, limit),
    async ownerOf(tenant, id) {
      const configured = parts.configuredOwners.filter((one) => one.tenant === tenant && one.id === id)
      if (configured.length > 1) throw severalConfigured(id)
      if (configured[0] !== undefined) return configured[0]
      const record = await findRecord(database, tenant, { id })
      if (record === undefined) throw noConnection(id)
      return parts.opener.ownerOf(record)
    },
    async ownerByUid(tenant, uid) {
      const configured = parts.configuredOwners.find((one) => one.tenant === tenant && one.uid === uid)
      if (configured !== undefined) return configured
      const record = await findStored(tenant, uid)
      return record && parts.opener.ownerOf(record)
    },
    create: (change, settings, beforeCommit) => createConnection(parts, change, settings, beforeCommit),
    update: (change, id, fields, checkVersion, beforeCommit) =>
      updateConnection(parts, change, id, fields, checkVersion, beforeCommit),
    remove: (change, id, checkVersion, beforeCommit) =>
      removeConnection(parts, change, id, checkVersion, beforeCommit),
    note: async (place, finding, beforeCommit) =>
      isStoredUid(place.uid) ? noteFinding(parts, place, finding, beforeCommit) : undefined,
    events: (tenant, id, before, limit) => eventsOf(database, tenant, id, before, limit),
  }
}

const severalConfigured = (id: string): Problem =>
  new Problem('conflict', {
    detail: `Several connections in the configuration of the server have the id "${id}".`,
    advice: 'Give each of them an id of its own in PATCHBAY_CONNECTIONS and restart the server.',
  })
