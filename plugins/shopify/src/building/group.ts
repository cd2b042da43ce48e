import { factsOf } from './facts.ts'
import type { Draft, ShopifyOperation } from './operation.ts'

export type Group<Noun extends string, Verb extends string> = {
  readonly [Id in `${Noun}.${Verb}`]: ShopifyOperation
}

/** The operations of one resource, by `noun.verb`. */
export function group<const Noun extends string, const Verb extends string>(
  noun: Noun,
  drafts: Readonly<Record<Verb, Draft>>,
): Group<Noun, Verb> {
  const facts = factsOf(noun)
  return Object.freeze(
    Object.fromEntries(
      Object.entries<Draft>(drafts).map(([verb, draft]) => {
        const id = `${noun}.${verb}`
        return [id, draft(id, facts[id] ?? { costs: {}, answers: [] })]
      }),
    ),
  ) as Group<Noun, Verb>
}
