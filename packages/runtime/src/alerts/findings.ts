import type { AlertName, Condition } from './alert.ts'

/** What looks for one kind of thing that can be wrong. */
export interface Watcher {
  /** The alerts that it decides about: those that it does not find are over. */
  readonly names: readonly AlertName[]
  /** Rejects where it cannot tell: then its alerts stay as they are. */
  look(scopes: ReadonlySet<string>): Promise<readonly Condition[]>
}

/** What was found, and about which alerts something is known at all. */
export interface Findings {
  readonly known: ReadonlySet<AlertName>
  readonly conditions: readonly Condition[]
  /** Of those who could not tell. */
  readonly failures: readonly unknown[]
}

/** Lets all look, side by side. */
export async function lookAround(
  watchers: readonly Watcher[],
  scopes: ReadonlySet<string>,
): Promise<Findings> {
  const looks = await Promise.allSettled(watchers.map(async (watcher) => watcher.look(scopes)))
  const known = new Set<AlertName>()
  const conditions: Condition[] = []
  const failures: unknown[] = []
  for (const [index, look] of looks.entries()) {
    if (look.status === 'rejected') failures.push(look.reason)
    else {
      for (const name of watchers[index]?.names ?? []) known.add(name)
      conditions.push(...look.value)
    }
  }
  return { known, conditions, failures }
}
