import { hash } from 'node:crypto'
import { canonicalJson } from '../cache/canonical-input.ts'

/** Tells inputs apart: equal for inputs that mean the same, in whatever order their members came. */
export function fingerprintOf(input: unknown): string {
  return hash('sha256', canonicalJson(input), 'base64url')
}
