import type { Property } from './properties.ts'
import { Ledger, type Amounts, type Category } from './quotas.ts'

/** What the emulator's data part holds beside the seeded traffic. */
export interface DataState {
  readonly amounts: Partial<Amounts>
  readonly ledgers: Map<string, Ledger>
  /** Audience exports, report tasks and the like, by their resource names. */
  readonly resources: Map<string, Resource>
  nextNumber: number
}

/** Something that was created, and is finished some time later. */
export interface Resource {
  readonly name: string
  readonly createdAt: number
  readonly body: Readonly<Record<string, unknown>>
  readonly tokens: number
}

export function dataState(amounts: Partial<Amounts>): DataState {
  return { amounts, ledgers: new Map(), resources: new Map(), nextNumber: 1_000 }
}

export function ledgerOf(state: DataState, property: Property, category: Category): Ledger {
  const key = `${property.id} ${category}`
  const ledger = state.ledgers.get(key) ?? new Ledger(property, state.amounts)
  state.ledgers.set(key, ledger)
  return ledger
}
