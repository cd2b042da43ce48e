import { sharedKey, type SharedKey } from '../../shared-state/shared-key.ts'

/** What answers of a connection can be about. */
export interface Tag {
  readonly key: SharedKey
  /** How often answers about it have become obsolete, as far as this instance knows. */
  generation: number
}

/**
 * Knows which answers are obsolete. An answer carries the stamp that its tags had when its vendor was asked; as soon as
 * one of them has moved on, the answer is no good, be it kept or still on its way.
 */
export class TagBook {
  readonly #tags = new Map<SharedKey, Tag>()
  #epoch = 0

  tag(key: SharedKey): Tag {
    let tag = this.#tags.get(key)
    if (tag === undefined) {
      tag = { key, generation: 0 }
      this.#tags.set(key, tag)
    }
    return tag
  }

  /** Never the same again once one of the tags has moved on, for each number in it only grows. */
  stamp(tags: readonly Tag[]): number {
    let stamp = this.#epoch
    for (const { generation } of tags) stamp += generation
    return stamp
  }

  /** Makes all answers about these obsolete. Keys that nothing here is about are passed over. */
  moveOn(keys: readonly SharedKey[]): void {
    for (const key of keys) {
      const tag = this.#tags.get(key)
      if (tag !== undefined) tag.generation += 1
    }
  }

  /** Makes obsolete all answers of a scope, which nobody will ask for again. */
  forget(scope: string): void {
    const start = sharedKey(scope)
    for (const [key, tag] of this.#tags) {
      if (!key.startsWith(start)) continue
      tag.generation += 1 // for what is still on its way
      this.#tags.delete(key)
    }
  }

  /** Makes every answer obsolete. */
  moveOnAll(): void {
    this.#epoch += 1
  }
}
