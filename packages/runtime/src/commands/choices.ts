import { InvalidArgumentError } from 'commander'

/** A list that was given with commas between. */
export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** A JSON object that was given as an argument, for what is not secret. */
export function objectOf(text: string): object {
  const value = parseObject(text)
  if (value === undefined)
    throw new InvalidArgumentError('It must be a JSON object, such as {"shop": "my-shop"}.')
  return value
}

/** The JSON object that a text is; undefined if it is none. */
export function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Only what was given, for a body in which leaving out means something. */
export const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
