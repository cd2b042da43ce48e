import { measures, type Measure, type MeasureName } from '../fields/measures.ts'
import type { Cursor } from '../fields/cursor.ts'

/** One measure for all groups. */
interface Column {
  readonly measure: Measure
  readonly sums: number[]
  /** Of users: the first one of a group, and all of them where there is more than one. */
  readonly first: number[]
  readonly sets: Map<number, Set<number>>
}

/** Rows in the making: what was measured for each combination of dimensions' values. */
export class Groups {
  readonly #numbers = new Map<string, number>()
  readonly #columns = new Map<MeasureName, Column>()
  readonly #eventColumns: Column[] = []
  readonly #sessionColumns: Column[] = []
  readonly #userColumns: Column[] = []
  /** By group: the session that was counted last. Events of a session follow each other, so one is enough. */
  readonly #lastSession: number[] = []
  readonly values: Array<readonly string[]> = []

  constructor(names: Iterable<MeasureName>) {
    for (const name of new Set(names)) {
      const column: Column = { measure: measures[name], sums: [], first: [], sets: new Map() }
      this.#columns.set(name, column)
      const list = { event: this.#eventColumns, session: this.#sessionColumns, user: this.#userColumns }
      list[column.measure.kind].push(column)
    }
  }

  get size(): number {
    return this.values.length
  }

  /**
   * Takes the event at the cursor into the group of a key, which `valuesOf` spells out where it is new. `pass` differs
   * each time that the same events are read.
   */
  add(key: string, valuesOf: () => readonly string[], at: Cursor, weight: number, pass: number): void {
    let group = this.#numbers.get(key)
    if (group === undefined) {
      group = this.values.length
      this.#numbers.set(key, group)
      this.values.push(valuesOf())
    }
    for (const { measure, sums } of this.#eventColumns)
      sums[group] = (sums[group] ?? 0) + weight * Number(measure.of(at))
    const session = pass * 1e10 + at.day.day * 100_000 + (at.day.session[at.event] ?? 0)
    if (this.#lastSession[group] !== session) {
      this.#lastSession[group] = session
      for (const { measure, sums } of this.#sessionColumns)
        sums[group] = (sums[group] ?? 0) + weight * Number(measure.of(at))
    }
    for (const column of this.#userColumns) if (column.measure.of(at) === true) countUser(column, group, at)
  }

  /** What was measured for a group. A sample's users are counted up, too. */
  measured(group: number, weight: number): (name: MeasureName) => number {
    return (name) => {
      const column = this.#columns.get(name)
      if (column === undefined) return 0
      if (column.measure.kind !== 'user') return column.sums[group] ?? 0
      const users = column.sets.get(group)?.size ?? (column.first[group] === undefined ? 0 : 1)
      return users * weight
    }
  }
}

function countUser({ first, sets }: Column, group: number, at: Cursor): void {
  const { user } = at.session
  const known = first[group]
  if (known === undefined) {
    first[group] = user
    return
  }
  if (known === user) return
  const set = sets.get(group)
  if (set === undefined) sets.set(group, new Set([known, user]))
  else set.add(user)
}
