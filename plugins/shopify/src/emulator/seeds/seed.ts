import { addRow, gidOf, type ShopState } from '../state.ts'

/** Rows of one type: what differs between them, and the number that the ids begin after. */
export interface Seed {
  readonly type: string
  /** Ids are this plus 1, 2, 3… */
  readonly after: number
  /** Only what operations show of them: any other field is null or the plainest value of its type. */
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>
}

/** When rows were made, where they do not say otherwise. */
export const times = { createdAt: '2026-01-03T09:00:00Z', updatedAt: '2026-06-01T12:00:00Z' }

export function addSeeds(state: ShopState, seeds: readonly Seed[]): void {
  for (const { type, after, rows } of seeds) {
    for (const [index, row] of rows.entries()) {
      addRow(state, { __typename: type, id: gidOf(type, after + index + 1), ...times, ...row })
    }
  }
}
