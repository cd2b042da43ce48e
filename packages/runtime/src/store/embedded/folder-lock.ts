import { DatabaseSync } from 'node:sqlite'
import { ConfigurationError } from '../../configuration/read-settings.ts'

export interface FolderLock {
  release(): void
}

/**
 * Holds a folder for this process alone. Two engines on one folder would destroy it. Node has no locks of the system's
 * own, which end with a process however it ends; SQLite has them. Throws a `ConfigurationError` if another holds it.
 */
export function lockFolder(folder: string): FolderLock {
  const lock = new DatabaseSync(`${folder}.lock`)
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock.close()
    if (!/locked/.test(String(error))) throw error
    throw new ConfigurationError([
      `PATCHBAY_DATA: another process has the store in ${folder} open; end it, or give each its own folder. Several processes share a store by DATABASE_URL`,
    ])
  }
  return { release: () => lock.close() }
}
