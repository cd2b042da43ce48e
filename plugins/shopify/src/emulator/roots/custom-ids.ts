import { apiError } from '../api-error.ts'
import { rowsOf, typeIn, type Row, type ShopState } from '../state.ts'

/** What has a metafield of the type `id` with that value. Without a definition Shopify does not know the name. */
export function byCustomId(
  type: string,
  { namespace = 'app--1', key, value }: Readonly<Record<string, unknown>>,
  state: ShopState,
): Row | undefined {
  const isNamed = (row: Row): boolean => row['namespace'] === namespace && row['key'] === key
  const isDefined = rowsOf(state, 'MetafieldDefinition').some(
    (row) =>
      isNamed(row) &&
      String(row['ownerType']) === type.toUpperCase() &&
      (row['type'] as { name?: unknown }).name === 'id',
  )
  if (!isDefined) {
    throw apiError('NOT_FOUND', "Metafield definition of type 'id' is required when using custom ids.")
  }
  const found = rowsOf(state, 'Metafield').find(
    (row) => isNamed(row) && row['value'] === value && typeIn(String(row['ownerId'])) === type,
  )
  return state.byId.get(String(found?.['ownerId']))
}
