/** Where an export goes on. */
export interface ExportPosition {
  /** The day on which it began, as YYYYMMDD; undefined at the beginning. */
  readonly day: string | undefined
  /** How many rows were given. */
  readonly row: number
}

/** Reads the cursor of a line, such as `20261122.100000`. */
export function readCursor(cursor: string | undefined): ExportPosition {
  const [day, row = '0'] = cursor?.split('.') ?? []
  return { day, row: Number(row) }
}

/** The day that it is in a time zone, as YYYYMMDD. */
export function cursorDay(now: number, timeZone = 'UTC'): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return format.format(now).replaceAll('-', '')
}
