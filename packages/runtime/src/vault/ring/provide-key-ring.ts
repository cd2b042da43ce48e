import { resolve } from 'node:path'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { newKeyEntry, parseKeyRing, type KeyRing } from './key-ring.ts'
import { createRingFile, readRingFile, replaceRingFile, type Forbidden } from './ring-file.ts'

/** A ring, and where it is from. */
export interface ProvidedRing {
  readonly ring: KeyRing
  /** `PATCHBAY_KEYS`, or the path of the file, or `memory`. */
  readonly origin: string
  /** Whether this start made it. */
  readonly isNew: boolean
  /** The ring as its file is now. Not there where it is from no file. Throws a `ConfigurationError`. */
  readonly reread?: () => KeyRing
}

export type RingSettings = Pick<Settings, 'keys' | 'keysFile' | 'generatedKeys' | 'dataFolder'>

const head = '# Without these keys nothing that Patchbay has encrypted can be read. Keep a copy elsewhere.\n'

/** Where the ring is kept that the first start makes. */
export const generatedRingFile = (dataFolder: string): string => resolve(dataFolder, 'key-ring')

/**
 * The ring of the settings, else the one in the data folder; undefined if there is none yet. Throws a
 * `ConfigurationError` where it cannot or must not be used.
 */
export function findKeyRing(settings: RingSettings): ProvidedRing | undefined {
  const { keys, keysFile, dataFolder } = settings
  if (keys !== undefined && keysFile !== undefined) {
    throw new ConfigurationError(['PATCHBAY_KEYS and PATCHBAY_KEYS_FILE: only one of them can be meant'])
  }
  if (keys !== undefined) {
    return { ring: parseKeyRing(keys, 'PATCHBAY_KEYS'), origin: 'PATCHBAY_KEYS', isNew: false }
  }
  if (keysFile !== undefined) {
    const ring = ringOfFile(resolve(keysFile), 'write', false)
    if (ring === undefined) throw new ConfigurationError([`PATCHBAY_KEYS_FILE: there is no file ${keysFile}`])
    return ring
  }
  const ring = ringOfFile(generatedRingFile(dataFolder), 'all', false)
  if (ring !== undefined) expectPermission(settings)
  return ring
}

/**
 * Makes a ring in the data folder; one that another process has just made is taken instead. `now` is in milliseconds
 * since 1970. Throws a `ConfigurationError` where none may be made.
 */
export function makeKeyRing(settings: RingSettings, now: number): ProvidedRing {
  expectPermission(settings)
  const file = generatedRingFile(settings.dataFolder)
  const isNew = createRingFile(file, `${head}${newKeyEntry(now)}\n`)
  const ring = ringOfFile(file, 'all', isNew)
  if (ring === undefined) throw new ConfigurationError([`${file}: the key ring has just been taken away`])
  return ring
}

/** A ring that ends with this process, for a store that does. */
export function temporaryKeyRing(now: number): ProvidedRing {
  return { ring: parseKeyRing(newKeyEntry(now), 'memory'), origin: 'memory', isNew: true }
}

/** Puts a new key first in the file of a ring, from where the next rotation takes it. Gives the id of the key. */
export function addKeyToFile(file: string, now: number): string {
  const text = readRingFile(file, 'write')
  if (text === undefined) throw new ConfigurationError([`${file}: there is no such file`])
  parseKeyRing(text, file)
  const entry = newKeyEntry(now)
  replaceRingFile(
    file,
    text.startsWith(head) ? `${head}${entry}\n${text.slice(head.length)}` : `${entry}\n${text}`,
  )
  return entry.slice(0, entry.indexOf(':'))
}

function ringOfFile(file: string, forbidden: Forbidden, isNew: boolean): ProvidedRing | undefined {
  const read = (): KeyRing | undefined => {
    const text = readRingFile(file, forbidden)
    return text === undefined ? undefined : parseKeyRing(text, file)
  }
  const ring = read()
  if (ring === undefined) return undefined
  return {
    ring,
    origin: file,
    isNew,
    reread() {
      const again = read()
      if (again === undefined) throw new ConfigurationError([`${file}: the key ring is gone`])
      return again
    },
  }
}

/** Keys beside what they protect keep it from nobody who gets at both. */
function expectPermission({ generatedKeys, dataFolder }: RingSettings): void {
  if (generatedKeys) return
  throw new ConfigurationError([
    'PATCHBAY_KEYS: is needed in production, since a generated key ring lies in the data folder beside what it ' +
      `protects (${generatedRingFile(dataFolder)}); set PATCHBAY_KEYS or PATCHBAY_KEYS_FILE, or ` +
      'PATCHBAY_GENERATED_KEYS=true to serve with it nevertheless',
  ])
}
