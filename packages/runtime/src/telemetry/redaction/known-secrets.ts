import { formsOf, secretsWithin, shortestSecret } from './secret-forms.ts'
import type { TextSearch } from './text-search.ts'

/** Secrets that are looked for, each for as long as somebody wants it to be. */
export interface KnownSecrets {
  readonly size: number
  /** Returns what ends that. */
  readonly add: (secret: string) => () => void
}

interface Known {
  /** How many want it. */
  count: number
  readonly forms: readonly string[]
  /** Ends it for the secrets within. */
  readonly within: ReadonlyArray<() => void>
}

const nothing = (): void => undefined

export function createKnownSecrets(search: TextSearch): KnownSecrets {
  const known = new Map<string, Known>()
  // Different secrets may be written down the same way.
  const uses = new Map<string, number>()

  const make = (secret: string): Known => {
    const forms = formsOf(secret)
    for (const form of forms) {
      uses.set(form.text, (uses.get(form.text) ?? 0) + 1)
      search.add(form)
    }
    return { count: 0, forms: forms.map(({ text }) => text), within: secretsWithin(secret).map(add) }
  }
  const unmake = (secret: string, { forms, within }: Known): void => {
    known.delete(secret)
    for (const text of forms) {
      const left = (uses.get(text) ?? 0) - 1
      if (left > 0) uses.set(text, left)
      else {
        uses.delete(text)
        search.remove(text)
      }
    }
    for (const end of within) end()
  }
  const add = (secret: string): (() => void) => {
    if (secret.length < shortestSecret) return nothing
    const one = known.get(secret) ?? make(secret)
    known.set(secret, one)
    one.count += 1
    let isWanted = true
    return () => {
      if (!isWanted) return
      isWanted = false
      one.count -= 1
      if (one.count === 0) unmake(secret, one)
    }
  }
  return {
    get size() {
      return known.size
    },
    add,
  }
}
