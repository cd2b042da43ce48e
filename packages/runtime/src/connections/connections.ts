import { Problem } from '@patchbay/contract'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { Connection } from './connection.ts'
import type { ConnectionRecord } from './connection-records.ts'
import { keyOf, type EndedConnection } from './ended-connection.ts'
import { createKnownTenants } from './known-tenants.ts'
import { offeredConnections, type OfferedConnections } from './offered-connections.ts'
import { fixedSlot, type Slot, type TenantConnections } from './tenant-connections.ts'
import { requireUsable } from './usable-connection.ts'

/** The connections of all tenants, each read from the store when it is first needed. */
export interface Connections {
  /**
   * The one named, or the connector's only one: at once where it is known. Throws or rejects with `connection_missing`,
   * `not_found`, what holds it back (`disabled`, `connection_unauthorized`), or `state_unavailable`.
   */
  choose(tenant: string, connector: string, id: string | undefined): MaybePromise<Connection>
  /** A stored one, whatever its state. Rejects with `not_found`. */
  open(record: ConnectionRecord): Promise<Connection>
  /**
   * What a tenant can call over, without opening it: at once where it is known, and the same object until something about
   * it changes. Rejects with `state_unavailable`.
   */
  offered(tenant: string): MaybePromise<OfferedConnections>
  /** Calls back with each tenant whose connections are others now, or may be. */
  onChange(listener: (tenant: string) => void): void
  /** Those of a tenant that are not stored. */
  unmanaged(tenant: string): Promise<readonly Connection[]>
  /**
   * There is news of a stored connection. Resolves when what it says is in effect here, or when the connection is held
   * back until it can be read. Never rejects.
   */
  heed(tenant: string, uid: string): Promise<void>
  /** It was deleted here, or leads to another account now: lets go of all that is kept for it, in all instances. */
  end(record: ConnectionRecord): Promise<void>
  /** News may have been missed. What is known goes on until it has been read again. */
  refreshAll(): Promise<void>
  /** Calls back with each that is no more, or is another account now. */
  onEnd(listener: EndListener): void
  close(): void
}

/** With `everywhere` it is this instance that lets go of what all of them share. */
export type EndListener = (ended: EndedConnection, everywhere: boolean) => MaybePromise<void>

export interface ConnectionsParts {
  /** Of the configuration. */
  readonly configured: readonly Connection[]
  /** What is stored of a tenant. */
  readonly load: (tenant: string) => Promise<readonly ConnectionRecord[]>
  readonly openRecord: (record: ConnectionRecord, slot: Slot) => Promise<Connection>
  /** Those to emulators: undefined where the connector has none, or it must not be used. */
  readonly emulate: (tenant: string, connector: string) => Promise<Connection | undefined> | undefined
  /** Ids of the connectors that may be emulated. */
  readonly emulable: () => readonly string[]
}

const refreshersAtOnce = 8
/** Milliseconds until news that could not be read is read again. */
const retryPause = 500

export function createConnections(parts: ConnectionsParts): Connections {
  const { configured, load, openRecord, emulate, emulable } = parts
  const listeners: EndListener[] = []
  const endHere = (ended: EndedConnection): void => {
    for (const listener of listeners) void listener(ended, false)
  }
  const fixed = (tenant: string): Slot[] => configured.filter((one) => one.tenant === tenant).map(fixedSlot)
  const changeListeners: Array<(tenant: string) => void> = []
  const changed = (tenant: string): void => {
    for (const listener of changeListeners) listener(tenant)
  }
  const tenants = createKnownTenants({ load, fixed, onEnd: endHere, onChange: changed })
  const offers = new WeakMap<TenantConnections, OfferedConnections>()
  const offer = (known: TenantConnections): OfferedConnections => {
    let offered = offers.get(known)
    if (offered === undefined) {
      offered = offeredConnections(known, emulable())
      offers.set(known, offered)
    }
    return offered
  }
  const retries = new Set<NodeJS.Timeout>()

  const openSlot = (slot: Slot): MaybePromise<Connection> => {
    if (slot.connection !== undefined) return slot.connection
    if (slot.record === undefined) throw missing(slot.connector)
    slot.opening ??= openRecord(slot.record, slot)
      .then((connection) => (slot.connection = connection))
      .finally(() => (slot.opening = undefined))
    return slot.opening
  }

  const emulatedOf = (
    known: TenantConnections,
    tenant: string,
    connector: string,
  ): MaybePromise<Connection | undefined> => {
    const emulated = known.emulated.get(connector)
    if (emulated !== undefined || known.has(connector)) return emulated
    return emulate(tenant, connector)?.then((connection) => {
      const meanwhile = known.emulated.get(connector)
      if (meanwhile !== undefined || connection === undefined) return meanwhile
      known.emulated.set(connector, connection)
      return connection
    })
  }

  const orMissing = (
    connection: Connection | undefined,
    connector: string,
    id: string | undefined,
  ): Connection => {
    if (connection !== undefined && (id === undefined || id === connection.id)) return connection
    throw id === undefined ? missing(connector) : unknownConnection(connector, id)
  }

  const chooseFrom = (
    known: TenantConnections,
    tenant: string,
    connector: string,
    id: string | undefined,
  ): MaybePromise<Connection> => {
    const slot = known.find(connector, id)
    if (slot === undefined) {
      const emulated = emulatedOf(known, tenant, connector)
      if (!(emulated instanceof Promise)) return orMissing(emulated, connector, id)
      return emulated.then((one) => orMissing(one, connector, id))
    }
    if (known.doubtful.size > 0 && known.doubtful.has(slot.record?.uid ?? '')) throw inDoubt(slot.id)
    const connection = slot.connection
    if (connection !== undefined) return requireUsable(connection)
    const opening = openSlot(slot)
    return opening instanceof Promise ? opening.then(requireUsable) : requireUsable(opening)
  }

  const read = async (tenant: string, uid: string): Promise<void> => {
    try {
      await tenants.refresh(tenant)
    } catch {
      tenants.get(tenant)?.doubtful.add(uid)
      const timer = setTimeout(() => {
        retries.delete(timer)
        void read(tenant, uid)
      }, retryPause)
      retries.add(timer.unref())
    }
  }

  return {
    choose(tenant, connector, id) {
      const known = tenants.get(tenant)
      if (known !== undefined) return chooseFrom(known, tenant, connector, id)
      // What stands in the configuration does not need the store.
      const named =
        id === undefined
          ? undefined
          : configured.find((one) => one.tenant === tenant && one.connector === connector && one.id === id)
      if (named !== undefined) return named
      return tenants.load(tenant).then((loaded) => chooseFrom(loaded, tenant, connector, id))
    },
    offered(tenant) {
      const known = tenants.get(tenant)
      return known === undefined ? tenants.load(tenant).then(offer) : offer(known)
    },
    onChange: (listener) => void changeListeners.push(listener),
    async open(record) {
      const { tenant, uid, id, connector } = record
      const known = tenants.get(tenant) ?? (await tenants.load(tenant))
      const slot = known.slots.find((one) => one.record?.uid === uid)
      if (slot === undefined) throw unknownConnection(connector, id)
      return openSlot(slot)
    },
    async unmanaged(tenant) {
      const known = tenants.get(tenant) ?? (await tenants.load(tenant))
      const own = known.slots.flatMap(({ record, connection }) =>
        record === undefined && connection !== undefined ? [connection] : [],
      )
      const emulated = await Promise.all(
        emulable().map(async (connector) => emulatedOf(known, tenant, connector)),
      )
      return [...own, ...emulated.filter((one) => one !== undefined)]
    },
    heed: read,
    async end(record) {
      const ended = keyOf(record)
      await Promise.all(listeners.map(async (listener) => listener(ended, true)))
    },
    async refreshAll() {
      const left = tenants.all().values()
      const work = async (): Promise<void> => {
        for (const tenant of left) await tenants.refresh(tenant).catch(() => undefined)
      }
      await Promise.all(Array.from({ length: refreshersAtOnce }, work))
    },
    onEnd: (listener) => void listeners.push(listener),
    close() {
      for (const timer of retries) clearTimeout(timer)
    },
  }
}

const missing = (connector: string): Problem =>
  new Problem('connection_missing', { detail: `The connector ${connector} has no connection.` })

const unknownConnection = (connector: string, id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no connection "${id}" for the connector ${connector}.`,
    advice: 'GET /v1/connections lists the connections.',
  })

const inDoubt = (id: string): Problem =>
  new Problem('state_unavailable', {
    detail: `The connection "${id}" was changed, and how could not be read yet.`,
    advice: 'Wait for `retryAfter` seconds, then send it again.',
    retryAfter: 1,
  })
