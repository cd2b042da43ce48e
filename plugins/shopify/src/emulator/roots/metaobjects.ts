import type { Execution } from '../execution.ts'
import { rowsOf, type Row, type ShopState } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

/** The metaobject of a kind and handle. */
export const metaobjectNamed = (state: ShopState, { type, handle }: Arguments): Row | undefined =>
  rowsOf(state, 'Metaobject').find((row) => row['type'] === type && row['handle'] === handle)

export const metaobjectRoots = {
  metaobjects: ({ type }: Arguments, { state }: Execution) =>
    rowsOf(state, 'Metaobject').filter((row) => row['type'] === type),
  metaobjectByHandle: ({ handle }: Arguments, { state }: Execution) =>
    metaobjectNamed(state, handle as Arguments),
}
