/**
 * What calling an operation does at the vendor. Retries, MCP annotations, audit and confirmation all derive
 * from this one word, so authors never configure them one by one.
 *
 * - `read`: changes nothing.
 * - `idempotent`: changes something, and doing it twice leaves the same state as doing it once.
 * - `write`: doing it twice does it twice.
 * - `destructive`: removes or overwrites what cannot be brought back.
 */
export type Effect = 'read' | 'idempotent' | 'write' | 'destructive'

export const effects: readonly Effect[] = ['read', 'idempotent', 'write', 'destructive']

/** Whether repeating a request whose outcome is unknown is harmless. */
export function isRepeatable(effect: Effect): boolean {
  return effect === 'read' || effect === 'idempotent'
}
