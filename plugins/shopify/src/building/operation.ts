import {
  defineOperation,
  type CacheRule,
  type CallContext,
  type ConfigOf,
  type Effect,
  type Operation,
  type Stability,
  type Static,
  type TObject,
  type TSchema,
} from '@patchbay/contract'
import { answerOf, type Document } from '../graphql.ts'
import { pageSizeOf } from '../paging.ts'
import { shopify } from '../vendor.ts'
import { pointsOf, type OperationFacts } from './facts.ts'

/** A document of an operation, from the name that Shopify's logs know it by. */
export interface DocumentPlan<Data extends TSchema = TSchema> {
  readonly text: (name: string) => string
  /** What is used of the answer, as nullable as Shopify's schema says: parts may be missing for want of access. */
  readonly data: Data
}

export type DocumentPlans = Readonly<Record<string, DocumentPlan>>

type Documents<Plans extends DocumentPlans> = {
  readonly [Key in keyof Plans]: Document<Static<Plans[Key]['data']>>
}

/** A document that an operation may send, under its name. */
export interface NamedDocument extends Document<unknown> {
  readonly name: string
}

/** An operation that tells which documents it may send, so that tests can hold all of them to the schema. */
export type ShopifyOperation = Operation<typeof shopify, TObject, TSchema> & {
  readonly documents: readonly NamedDocument[]
}

/** An operation but for its id, which `group` gives it, and the facts under that id. */
export type Draft = (id: string, facts: OperationFacts) => ShopifyOperation

/** What every operation says for itself, whatever it is built with. */
export interface Words {
  readonly title: string
  /** For a person and for an agent: what it does, when to use it and when not. */
  readonly description: string
  readonly scopes?: readonly string[]
  readonly stability?: Stability
  readonly timeout?: Operation['timeout']
  readonly task?: Operation['task']
}

/** A call to show; what it answers is among the facts. */
export interface ExampleCall<Input> {
  readonly title: string
  readonly input: Input
}

export type ExampleCalls<Input> = readonly [ExampleCall<Input>, ...Array<ExampleCall<Input>>]

/** How reads are kept unless they say otherwise. */
export const commonCache: CacheRule = { ttl: '1m', staleWhileRevalidate: '1m', staleIfError: '1h' }

export interface OperationPlan<
  I extends TObject,
  O extends TSchema,
  Plans extends DocumentPlans,
> extends Words {
  readonly effect: Effect
  readonly input: I
  readonly output: O
  readonly cache?: CacheRule | undefined
  readonly invalidates?: readonly string[] | undefined
  /** Everything that it may send. */
  readonly documents: Plans
  /** Default: `limit` of the input. */
  readonly pageSize?: (input: Static<I>) => number
  /** Which of the documents a call sends. Default: all of them, each once. */
  readonly sends?: (input: Static<I>) => ReadonlyArray<keyof Plans>
  readonly examples: ExampleCalls<Static<I>>
  run(
    context: CallContext<Static<I>, ConfigOf<typeof shopify>>,
    documents: Documents<Plans>,
  ): Promise<Static<O>>
}

/**
 * An operation of any kind; what `search`, `get`, `count` and `mutation` make for the common ones. Its cost follows
 * from the documents that it sends.
 */
export function operation<I extends TObject, O extends TSchema, const Plans extends DocumentPlans>(
  plan: OperationPlan<I, O, Plans>,
): Draft {
  return (id, { costs, answers }) => {
    const { documents: plans, pageSize, sends, examples, ...rest } = plan
    const keys = Object.keys(plans)
    const named = Object.fromEntries(
      Object.entries(plans).map(([key, { text, data }]) => {
        const name = pascal(keys.length === 1 ? id : `${id}.${key}`)
        return [key, { name, text: text(name), response: answerOf(data) }]
      }),
    )
    const sizeOf = pageSize ?? pageSizeOf()
    const pointsFor = (input: Static<I>, sent: ReadonlyArray<keyof Plans>): number => {
      const size = sizeOf(input as { limit?: number } & Static<I>)
      return sent.reduce((sum, key) => {
        const cost = costs[named[key as string]?.name ?? '']
        if (cost === undefined) throw new Error(`The cost of ${id} is not known; write its facts.`)
        return sum + pointsOf(cost, size)
      }, 0)
    }
    const isSteady =
      sends === undefined && Object.values(costs).every(({ perPageWeight }) => perPageWeight === 0)
    const points =
      isSteady && Object.keys(costs).length > 0
        ? pointsFor({} as Static<I>, keys)
        : (input: Static<I>) => pointsFor(input, sends?.(input) ?? keys)
    const [first, ...more] = examples.map((example, index) => ({
      ...example,
      output: answers[index] as Static<O>,
    }))
    if (first === undefined) throw new TypeError(`${id} has no example.`)
    const { cache, invalidates, ...words } = rest
    const made = defineOperation(shopify, {
      ...words,
      ...(cache === undefined ? {} : { cache }),
      ...(invalidates === undefined ? {} : { invalidates }),
      cost: { points },
      examples: [first, ...more],
      run: (context) => plan.run(context, named as unknown as Documents<Plans>),
    } as Operation<typeof shopify, I, O>)
    return Object.freeze({ ...made, documents: Object.values(named) }) as unknown as ShopifyOperation
  }
}

/** `product-options.create` as `ProductOptionsCreate`. */
function pascal(id: string): string {
  return id.replaceAll(/(?:^|[._-])(\w)/g, (_, letter: string) => letter.toUpperCase())
}
