import type { Bucket } from './bucket.ts'

/** A record of the shop under the names that the schema gives its fields. */
export interface Row {
  readonly __typename: string
  readonly id: string
  [field: string]: unknown
}

/** What the emulated shop holds. Rows refer to each other as the schema does. */
export interface ShopState {
  readonly shop: Row
  readonly products: readonly Row[]
  readonly variants: readonly Row[]
  readonly inventoryItems: readonly Row[]
  readonly locations: readonly Row[]
  readonly customers: readonly Row[]
  readonly orders: readonly Row[]
  /** Everything with an id of its own. */
  readonly byId: ReadonlyMap<string, Row>
  /** By token: Shopify counts per app and shop, and there is one shop. */
  readonly buckets: Map<string, Bucket>
  requests: number
}

export function gidOf(type: string, number: number): string {
  return `gid://shopify/${type}/${number}`
}

/** Compared as numbers where Shopify orders by id. */
export function numberIn(id: string): number {
  return Number(id.slice(id.lastIndexOf('/') + 1))
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
