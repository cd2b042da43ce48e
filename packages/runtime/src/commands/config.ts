import { readFileSync, writeFileSync } from 'node:fs'
import { settingsReference, withSettings } from '../configuration/reference.ts'

/** Prints the reference of all settings, or with `--write <file>` puts it between that file's markers. */
export function run([flag, file]: readonly string[]): void {
  if (flag !== '--write' || file === undefined) {
    console.log(settingsReference())
    return
  }
  const written = withSettings(readFileSync(file, 'utf8'))
  if (written === undefined) {
    console.error(`${file} has no place for the settings; see README.md for the two comments.`)
    process.exitCode = 1
    return
  }
  writeFileSync(file, written)
}
