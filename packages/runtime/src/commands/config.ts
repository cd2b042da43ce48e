import { settingsReference } from '../configuration/reference.ts'

/** Prints the reference of all settings. */
export function run(): void {
  console.log(settingsReference())
}
