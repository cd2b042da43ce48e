import type { Bucket } from './bucket.ts'
import type { IssuedTokens } from './oauth/issued-tokens.ts'
import type { Delivery } from './deliveries.ts'

/** A record of the shop under the names that the schema gives its fields. */
export interface Row {
  readonly __typename: string
  readonly id: string
  [field: string]: unknown
}

/** What the emulated shop holds. Rows refer to each other as the schema does. */
export interface ShopState {
  readonly shop: Row
  /** By type, in the order in which they were made. */
  readonly tables: Map<string, Row[]>
  /** Everything with an id of its own. */
  readonly byId: Map<string, Row>
  /** By token: Shopify counts per app and shop, and there is one shop. */
  readonly buckets: Map<string, Bucket>
  /** What mutations with an idempotency key answered. */
  readonly keyed: Map<string, { readonly request: string; readonly payload: unknown }>
  /** What is at the storage, by name: results of bulk operations, and files that were sent. */
  readonly files: Map<string, Uint8Array>
  /** What was given out since the seed, beside the tokens that everybody knows. */
  readonly issued: IssuedTokens
  requests: number
  /** How many ids were made since the seed. */
  minted: number
  /** What subscribers to webhooks were told, latest last. */
  readonly deliveries: Delivery[]
  /** How many messages there were since the seed. */
  delivered: number
  /** How many changes they were about. */
  happened: number
}

export function rowsOf(state: ShopState, type: string): readonly Row[] {
  return state.tables.get(type) ?? []
}

export function addRow(state: ShopState, row: Row): Row {
  const rows = state.tables.get(row.__typename)
  if (rows === undefined) state.tables.set(row.__typename, [row])
  else rows.push(row)
  state.byId.set(row.id, row)
  return row
}

export function removeRow(state: ShopState, row: Row): void {
  const rows = state.tables.get(row.__typename)
  const index = rows?.indexOf(row) ?? -1
  if (index >= 0) rows?.splice(index, 1)
  state.byId.delete(row.id)
}

const beforeMinted = 9_900_000_000_000

/** An id that no row has. */
export function mintId(state: ShopState, type: string): string {
  state.minted += 1
  return gidOf(type, beforeMinted + state.minted)
}

/** Whether an id was made after so many had been. */
export const isMintedAfter = (id: string, minted: number): boolean => numberIn(id) > beforeMinted + minted

export function gidOf(type: string, number: number): string {
  return `gid://shopify/${type}/${number}`
}

/** Compared as numbers where Shopify orders by id. */
export function numberIn(id: string): number {
  return Number.parseInt(id.slice(id.lastIndexOf('/') + 1), 10)
}

/** The type that a global id names. */
export function typeIn(id: string): string {
  return /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? ''
}

export function iso(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}

/** Shopify writes at least one decimal, and the second one only where it is not 0. */
export function money(cents: number) {
  const amount = (cents / 100).toFixed(2)
  return { amount: amount.endsWith('0') ? amount.slice(0, -1) : amount, currencyCode: 'EUR' }
}

export function moneyBag(cents: number) {
  const amount = money(cents)
  return { shopMoney: amount, presentmentMoney: amount }
}
