import { tableText } from './table.ts'

/** How data of an answer looks to a person. Data comes from a server that may be newer: what is not there is blank. */
export type View = (data: unknown) => string

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// What comes from elsewhere must not move the cursor or change the title of the window.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f-\u009f]/g

/** One value on one line. */
export function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.replace(control, ' ')
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return value.map(cell).join(', ')
  return JSON.stringify(value)
}

/** What a path such as `vendor.api` leads to; undefined where that is nothing. */
export function field(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), data)
}

/** Only these fields of it. */
export const pick = (data: unknown, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, field(data, name)]))

/** A list, with these fields as columns. */
export const table =
  (...fields: readonly string[]): View =>
  (data) => {
    const rows = Array.isArray(data) ? data : []
    if (rows.length === 0) return 'There are none.'
    return tableText(
      fields.map((path) => path.split('.').at(-1) ?? path),
      rows.map((row: unknown) => fields.map((path) => cell(field(row, path)))),
    )
  }

/** One thing: each field on a line of its own; lists of things below it. */
export const details: View = (data) => {
  if (!isRecord(data)) return cell(data)
  const fields = Object.entries(data).filter(([, value]) => cell(value) !== '')
  const width = Math.max(0, ...fields.map(([name]) => name.length))
  return fields.map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}`).join('\n')
}

/** Nothing but a sentence. */
export const sentence =
  (words: string): View =>
  () =>
    words
