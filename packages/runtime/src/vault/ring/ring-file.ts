import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ConfigurationError } from '../../configuration/read-settings.ts'

/** Permissions that others than the owner must not have. */
export type Forbidden = 'all' | 'write'

/** The text; undefined if there is no such file. Throws a `ConfigurationError` where it cannot or must not be used. */
export function readRingFile(file: string, forbidden: Forbidden): string | undefined {
  let mode: number
  let text: string
  try {
    mode = statSync(file).mode
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new ConfigurationError([`${file}: the key ring cannot be read (${String(code)})`])
  }
  // What an orchestrator mounts is often readable within its container, and for the owner alone outside.
  if ((mode & (forbidden === 'all' ? 0o077 : 0o002)) !== 0) {
    throw new ConfigurationError([`${file}: others can get at the key ring; \`chmod 600\` it`])
  }
  return text
}

/** Writes the file whole and for its owner alone. False if it is there already, which leaves it as it is. */
export function createRingFile(file: string, text: string): boolean {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const written = writeBeside(file, text)
  try {
    linkSync(written, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(written)
  }
}

/** Replaces the file at once, so that whoever reads it sees either the old or the new text. */
export function replaceRingFile(file: string, text: string): void {
  renameSync(writeBeside(file, text), file)
}

/** Durable before it gets its name: a ring that a power cut empties is all secrets lost. */
function writeBeside(file: string, text: string): string {
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  const descriptor = openSync(beside, 'wx', 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return beside
}
