import { writeFileSync } from 'node:fs'
import { Problem } from '@patchbay/contract'
import { readText } from './read-text.ts'

/** Writes a generated part of a document anew. Throws a `Problem` if the document has no place for it. */
export function writeSection(file: string, write: (text: string) => string | undefined): void {
  const written = write(readText(file))
  if (written !== undefined) return writeFileSync(file, written)
  throw new Problem('invalid_input', {
    detail: `${file} has no place for it.`,
    advice: 'It needs two comments, such as README.md has them around its settings.',
  })
}
