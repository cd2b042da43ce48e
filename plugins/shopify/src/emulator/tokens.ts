/** What an app was granted: scopes, or everything. */
export type Grant = ReadonlySet<string> | 'everything'

/** The tokens that the emulator knows, from all rights to few. */
export const tokens: ReadonlyMap<string, Grant> = new Map<string, Grant>([
  ['shpat_emulator_everything', 'everything'],
  ['shpat_emulator_read_products', new Set(['read_products'])],
  // Neither read_all_orders nor read_customers: old orders and all customers are missing.
  ['shpat_emulator_read_orders', new Set(['read_orders'])],
])

/** Whether the scope was granted, itself or by the right to write. */
export function isGranted(grant: Grant, scope: string): boolean {
  return grant === 'everything' || grant.has(scope) || grant.has(scope.replace(/^read_/, 'write_'))
}

/** A token of a kind that Shopify no longer accepts from public apps. */
export const neverExpiring = 'shpat_emulator_never_expiring'
