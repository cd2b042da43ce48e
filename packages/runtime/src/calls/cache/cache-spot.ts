import { hash } from 'node:crypto'
import type { Connection } from '../../connections/connection.ts'
import type { EndedConnection } from '../../connections/ended-connection.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import { sharedKey, type SharedKey } from '../../shared-state/shared-key.ts'
import type { AnswerPlace } from './answer.ts'
import type { CompiledRule } from './cache-rule.ts'
import type { OperationCacheMetrics } from './cache-metrics.ts'
import { inputKey } from './canonical-input.ts'
import type { Tag, TagBook } from './tag-book.ts'

/** One operation over one connection: where its answers are kept. */
export interface CacheSpot {
  readonly place: AnswerPlace
  readonly rule: CompiledRule
  readonly tags: readonly Tag[]
  readonly tagKeys: readonly SharedKey[]
  readonly metrics: OperationCacheMetrics
  /** In this instance. */
  key(input: unknown): string
  /** Among all instances; the answers of one connection have keys of one scope. */
  sharedKey(key: string): SharedKey
}

export function createSpot(
  operation: LoadedOperation,
  rule: CompiledRule,
  connection: Connection,
  book: TagBook,
  metrics: OperationCacheMetrics,
): CacheSpot {
  const { host } = operation.connector
  const { id: connector, version } = host.description
  const { id } = operation.description
  const scope = connection.key
  // By version, not by major alone: a corrected mapping must not go on answering with what the wrong one made.
  const prefix = `${scope} ${version} ${id} `
  const tagKeys = [everything, ...rule.tags].map((tag) => tagKey(connection, tag))
  return {
    place: { connector, operation: id, connection: connection.id, source: connection.source },
    rule,
    tagKeys,
    tags: tagKeys.map((key) => book.tag(key)),
    metrics,
    key: (input) => prefix + inputKey(input),
    sharedKey: (key) => sharedKey(scope, 'answer', hash('sha256', key, 'base64url')),
  }
}

/** By connection alone: what one major of a connector changes, another one has cached as well. */
export function tagKey(connection: EndedConnection, tag: string): SharedKey {
  return sharedKey(connection.key, 'tag', tag)
}

/** On every answer of a connection. No tag of a connector is empty. */
const everything = ''

/** What makes all answers of a connection obsolete. */
export const wholeTagKey = (connection: EndedConnection): SharedKey => tagKey(connection, everything)
