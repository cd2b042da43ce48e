import type { DayNumber } from './calendar.ts'

/** What happened on a day, in columns. The events of a session follow each other. */
export interface Day {
  readonly day: DayNumber
  readonly events: number
  /** By event: its session, name, page, item (-1 for none), minute of the day, value, units, seconds of engagement. */
  readonly session: Uint32Array
  readonly name: Uint8Array
  readonly page: Uint32Array
  readonly item: Int16Array
  readonly minute: Uint16Array
  readonly value: Float64Array
  readonly units: Uint8Array
  readonly seconds: Uint16Array
  /** Whether it is an event: another item of the same purchase is not. */
  readonly counts: Uint8Array
  /** By session. */
  readonly sessions: readonly Session[]
}

export interface Session {
  readonly user: number
  readonly firstDay: DayNumber
  readonly isNew: boolean
  readonly place: number
  readonly device: number
  readonly source: number
  readonly firstSource: number
  readonly landingPage: number
  isEngaged: boolean
  hasKeyEvent: boolean
  /** In seconds. */
  duration: number
}

/** What an event may say beside its name, page and minute. */
export interface EventFacts {
  readonly item?: number
  readonly value?: number
  readonly units?: number
  readonly seconds?: number
  readonly counts?: boolean
}

/** Collects the events of a day. */
export class DayBuilder {
  readonly #day: DayNumber
  readonly #sessions: Session[] = []
  readonly #columns = {
    session: [] as number[],
    name: [] as number[],
    page: [] as number[],
    item: [] as number[],
    minute: [] as number[],
    value: [] as number[],
    units: [] as number[],
    seconds: [] as number[],
    counts: [] as number[],
  }

  constructor(day: DayNumber) {
    this.#day = day
  }

  begin(session: Session): void {
    this.#sessions.push(session)
  }

  add(name: number, page: number, minute: number, facts: EventFacts): void {
    const columns = this.#columns
    columns.session.push(this.#sessions.length - 1)
    columns.name.push(name)
    columns.page.push(page)
    columns.minute.push(minute)
    columns.item.push(facts.item ?? -1)
    columns.value.push(facts.value ?? 0)
    columns.units.push(facts.units ?? 0)
    columns.seconds.push(facts.seconds ?? 0)
    columns.counts.push(facts.counts === false ? 0 : 1)
  }

  build(): Day {
    const columns = this.#columns
    return {
      day: this.#day,
      events: columns.name.length,
      session: Uint32Array.from(columns.session),
      name: Uint8Array.from(columns.name),
      page: Uint32Array.from(columns.page),
      item: Int16Array.from(columns.item),
      minute: Uint16Array.from(columns.minute),
      value: Float64Array.from(columns.value),
      units: Uint8Array.from(columns.units),
      seconds: Uint16Array.from(columns.seconds),
      counts: Uint8Array.from(columns.counts),
      sessions: this.#sessions,
    }
  }
}
