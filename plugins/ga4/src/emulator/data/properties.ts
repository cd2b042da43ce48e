/** A property as the emulator is seeded with it. */
export interface Property {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly currencyCode: string
  readonly isPremium: boolean
  /** Sessions on an ordinary day. */
  readonly sessionsPerDay: number
  /** How many rarely read pages it has. */
  readonly articles: number
  /** Days before today with which its data begins. */
  readonly history: number
  /** Small counts of users are withheld from reports that tell about them. */
  readonly isThresholded: boolean
  /** Reports over more days than this are made of a sample. */
  readonly sampledBeyondDays: number
  /** How many rows of a day are kept apart; what is more is in `(other)`. */
  readonly rowsBeforeOther: number
}

const ordinary = {
  timeZone: 'America/New_York',
  currencyCode: 'USD',
  isPremium: false,
  sessionsPerDay: 240,
  articles: 30,
  history: 430,
  isThresholded: false,
  sampledBeyondDays: Number.POSITIVE_INFINITY,
  rowsBeforeOther: Number.POSITIVE_INFINITY,
} as const

const list: readonly Property[] = [
  { ...ordinary, id: '311111111', name: 'Fernhill Garden' },
  {
    ...ordinary,
    id: '322222222',
    name: 'Fernhill Journal',
    sessionsPerDay: 2_500,
    articles: 40_000,
    isPremium: true,
  },
  {
    ...ordinary,
    id: '333333333',
    name: 'Fernhill Labs',
    timeZone: 'Europe/Berlin',
    currencyCode: 'EUR',
    sessionsPerDay: 25,
    isThresholded: true,
  },
  { ...ordinary, id: '344444444', name: 'Fernhill New', history: 0, sessionsPerDay: 0 },
  {
    ...ordinary,
    id: '355555555',
    name: 'Fernhill Sampled',
    sampledBeyondDays: 60,
    rowsBeforeOther: 40,
    sessionsPerDay: 80,
    articles: 400,
  },
]

export const properties: ReadonlyMap<string, Property> = new Map(
  list.map((property) => [property.id, property]),
)

/** Of the project that asks. */
export const projectNumber = '480211305577'
