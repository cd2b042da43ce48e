import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError } from '../configuration/read-settings.ts'

export interface AdminKey {
  readonly key: string
  /** Where the key came from: `environment`, or the file that keeps it. */
  readonly origin: string
  /** Whether this start made it. */
  readonly isNew: boolean
}

/** The administrator's key: from the settings, else from the data folder, else made once and kept there (0600). */
export function provideAdminKey(fromSettings: string | undefined, dataFolder: string): AdminKey {
  if (fromSettings !== undefined) return { key: fromSettings, origin: 'environment', isNew: false }
  const file = join(dataFolder, 'admin-key')
  if (existsSync(file)) {
    const key = readFileSync(file, 'utf8').trim()
    if (key === '') throw new ConfigurationError([`${file}: is empty; delete it to have a new key made`])
    return { key, origin: file, isNew: false }
  }
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const key = `pb_admin_${randomBytes(32).toString('base64url')}`
  writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' })
  return { key, origin: file, isNew: true }
}
