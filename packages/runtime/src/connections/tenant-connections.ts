import { Problem } from '@patchbay/contract'
import type { Connection } from './connection.ts'
import { ConnectionCalls } from './connection-calls.ts'
import type { ConnectionRecord } from './connection-records.ts'

/** One connection of a tenant, opened when it is first called. */
export interface Slot {
  readonly id: string
  readonly connector: string
  /** Undefined where it is not stored. */
  readonly record: ConnectionRecord | undefined
  /** Of the connection, whatever else about it changes. */
  readonly calls: ConnectionCalls
  connection: Connection | undefined
  opening: Promise<Connection> | undefined
}

export const fixedSlot = (connection: Connection): Slot => ({
  id: connection.id,
  connector: connection.connector,
  record: undefined,
  calls: connection.calls,
  connection,
  opening: undefined,
})

/** What has become of the slots of a tenant. */
export interface SlotChanges {
  readonly slots: readonly Slot[]
  /** Those that are no more. */
  readonly gone: readonly Slot[]
  /** Those whose account is another one now. */
  readonly replaced: readonly Slot[]
  /** All that were left, of whatever reason. */
  readonly left: readonly Slot[]
}

/** Slots for what is stored now. What has not changed keeps what was opened for it. */
export function renewSlots(before: readonly Slot[], records: readonly ConnectionRecord[]): SlotChanges {
  const known = new Map(
    before.flatMap((slot) => (slot.record === undefined ? [] : [[slot.record.uid, slot]])),
  )
  const slots = before.filter(({ record }) => record === undefined)
  const taken = new Set(slots.map(({ connector, id }) => `${connector} ${id}`))
  const replaced: Slot[] = []
  const kept = new Set(slots)
  for (const record of records) {
    const { uid, id, connector } = record
    const old = known.get(uid)
    known.delete(uid)
    // Somebody has written one of this id into the configuration since.
    if (taken.has(`${connector} ${id}`)) continue
    if (old?.record?.version === record.version) {
      slots.push(old)
      kept.add(old)
      continue
    }
    if (old !== undefined && old.record?.generation !== record.generation) replaced.push(old)
    const isHeldBack = record.state === 'disabled' && old !== undefined
    if (isHeldBack) old.calls.end(disabled(id))
    const calls = old === undefined || old.calls.hasEnded ? new ConnectionCalls() : old.calls
    slots.push({ id, connector, record, calls, connection: undefined, opening: undefined })
  }
  const left = before.filter((slot) => !kept.has(slot))
  return { slots, gone: [...known.values()], replaced, left }
}

/** Nobody finds its connection here any more. */
export function leaveSlot({ connection, opening }: Slot): void {
  connection?.credentials.end?.()
  opening?.then(
    ({ credentials }) => credentials.end?.(),
    () => undefined,
  )
}

const disabled = (id: string): Problem =>
  new Problem('cancelled', {
    detail: `The connection "${id}" was switched off while the call ran.`,
    advice: 'Send it again once the connection is switched on.',
  })

/** The connections of one tenant, as far as it has any. */
export class TenantConnections {
  readonly slots: readonly Slot[]
  readonly #byConnector = new Map<string, Map<string, Slot>>()
  /** By connector: those to emulators. */
  readonly emulated = new Map<string, Connection>()
  /** Of two that were read of one tenant, the later one has the greater number. */
  readonly order: number
  /** Uids of those of which there is news that could not be read yet. */
  readonly doubtful = new Set<string>()

  constructor(slots: readonly Slot[], order: number) {
    this.slots = slots
    this.order = order
    for (const slot of slots) {
      const ofConnector = this.#byConnector.get(slot.connector) ?? new Map<string, Slot>()
      ofConnector.set(slot.id, slot)
      this.#byConnector.set(slot.connector, ofConnector)
    }
  }

  has(connector: string): boolean {
    return this.#byConnector.has(connector)
  }

  /** Those of a connector that are switched on. */
  offeredOf(connector: string): readonly Slot[] {
    const slots = [...(this.#byConnector.get(connector)?.values() ?? [])]
    return slots.filter(({ record }) => record?.state !== 'disabled')
  }

  /** The one named, or the connector's only one that is switched on. Throws `connection_missing` if there are several. */
  find(connector: string, id: string | undefined): Slot | undefined {
    const slots = this.#byConnector.get(connector)
    if (slots === undefined) return undefined
    if (id !== undefined) return slots.get(id)
    let only: Slot | undefined
    let off: Slot | undefined
    for (const slot of slots.values()) {
      if (slot.record?.state === 'disabled') off = slot
      else if (only === undefined) only = slot
      else throw severalConnections(connector, [...slots.keys()])
    }
    return only ?? off
  }
}

function severalConnections(connector: string, ids: readonly string[]): Problem {
  return new Problem('connection_missing', {
    detail: `The connector ${connector} has ${ids.length} connections; the request names none.`,
    advice: `Name one of ${ids.slice(0, 20).join(', ')} in the Patchbay-Connection header.`,
  })
}
