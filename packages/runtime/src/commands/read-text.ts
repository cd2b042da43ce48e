import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'

/** The text of a file. Throws a `CommanderError` if it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new InvalidArgumentError(`${file} cannot be read (${code})`)
  }
}
