/** An answer that was kept, and may be given again if the server says that it holds. */
export interface KeptAnswer {
  readonly etag: string
  readonly data: unknown
  readonly meta: Readonly<Record<string, unknown>>
}

/** Answers by what was asked, by whom, in which tenant, over which connection. */
export interface AnswerCache {
  get(name: string): KeptAnswer | undefined
  set(name: string, answer: KeptAnswer): void
  clear(): void
}

/**
 * Keeps the answers that were used last. None is given without asking the server: it says whether the answer still holds
 * (ETag, RFC 9110, 13.1.2), and what is saved is sending and parsing it again. What is given again is the same object: do not change it.
 */
export function createAnswerCache({ entries = 200 }: { readonly entries?: number } = {}): AnswerCache {
  const kept = new Map<string, KeptAnswer>()
  return {
    get(name) {
      const answer = kept.get(name)
      if (answer === undefined) return undefined
      kept.delete(name)
      kept.set(name, answer) // a Map remembers the order: what was used last is last
      return answer
    },
    set(name, answer) {
      kept.delete(name)
      kept.set(name, answer)
      const [oldest] = kept.keys()
      if (kept.size > entries && oldest !== undefined) kept.delete(oldest)
    },
    clear: () => kept.clear(),
  }
}
