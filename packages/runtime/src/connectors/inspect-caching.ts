import { milliseconds } from '@patchbay/contract'
import { Quarantine } from './quarantine.ts'

const tagPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const spans = ['ttl', 'staleWhileRevalidate', 'staleIfError'] as const

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Whether what an operation says about caching can be meant: only what changes nothing has answers to keep, and only
 * what changes something makes answers obsolete. Throws a `Quarantine`.
 */
export function inspectCaching(id: string, operation: Readonly<Record<string, unknown>>): void {
  const { effect, cache, invalidates } = operation
  const refuse = (reason: string): never => {
    throw new Quarantine('definition_invalid', `${id} ${reason}`)
  }
  if (invalidates !== undefined) {
    if (effect === 'read') refuse('is a read, which invalidates nothing.')
    inspectTags(invalidates, 'invalidates', refuse)
  }
  if (cache === undefined) return
  if (effect !== 'read') refuse('is no read: its answers cannot be cached.')
  if (!isRecord(cache)) return refuse('has a cache rule that is not an object.')
  if (cache['ttl'] === undefined) refuse('has a cache rule without a ttl.')
  for (const span of spans) {
    const value = cache[span]
    if (value === undefined) continue
    try {
      milliseconds(value as never)
    } catch (error) {
      refuse(`has a wrong ${span} in its cache rule: ${(error as Error).message}.`)
    }
  }
  if (cache['tags'] === undefined) return
  inspectTags(cache['tags'], 'tags', refuse)
  if ((cache['tags'] as unknown[]).length === 0) refuse('has a cache rule that no write can ever end.')
}

function inspectTags(tags: unknown, member: string, refuse: (reason: string) => never): void {
  if (!Array.isArray(tags)) return refuse(`has ${member} that are not a list.`)
  for (const tag of tags as unknown[]) {
    if (typeof tag !== 'string' || !tagPattern.test(tag)) {
      refuse(`has the tag ${JSON.stringify(tag)} in ${member}, which is not in kebab-case.`)
    }
  }
}
