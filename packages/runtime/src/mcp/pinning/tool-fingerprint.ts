import { hash } from 'node:crypto'
import { canonicalJson } from '../../calls/cache/canonical-input.ts'
import type { Tool } from '../tools/tool.ts'

/**
 * How definitions are made from operations. To be raised whenever the same operation gives another definition than
 * before: definitions of another format are news, and not changes that somebody has to approve.
 */
export const definitionFormat = 1

/** The definition of a tool, so that it can be recognised. */
export interface ToolFingerprint {
  readonly connector: string
  readonly version: string
  readonly operation: string
  /** As canonical JSON, without its name: that follows from the operation, and from which majors are loaded. */
  readonly definition: string
  /** SHA-256 of it, in hexadecimal. */
  readonly digest: string
}

export function fingerprintOf({
  operation,
  definition,
}: Pick<Tool, 'operation' | 'definition'>): ToolFingerprint {
  const { id, version } = operation.connector.host.description
  const { name: _name, ...shown } = definition
  const text = canonicalJson(shown)
  return {
    connector: id,
    version,
    operation: operation.description.id,
    definition: text,
    digest: hash('sha256', text),
  }
}
