import { hash } from 'node:crypto'
import { canonicalJson } from '../calls/cache/canonical-input.ts'

/** Stands for a value in the audit: the same for values that mean the same. Give it nothing with a secret in it. */
export const digestOf = (value: unknown): string => hash('sha256', canonicalJson(value) ?? 'undefined')
