import { Problem, Type, type Effect, type Static, type TObject, type TSchema } from '@patchbay/contract'
import { ask } from '../graphql.ts'
import { isObject } from '../json.ts'
import { isPart, type Part } from '../shape/part.ts'
import { answerSchema, type Field } from '../shape/record.ts'
import { keysOf, schemaOfSelection, select, textOfSelection, type Selection } from '../shape/selection.ts'
import { refuseUserErrors, UserErrors } from '../user-errors.ts'
import { operation, type Draft, type ExampleCalls, type Words } from './operation.ts'
import { places } from './places.ts'
import { notesFor } from './read-answer.ts'
import { declaring, passing } from './variables.ts'

export interface MutationPlan<I extends TObject> extends Words {
  readonly effect: Exclude<Effect, 'read'>
  /** The mutation, such as `productUpdate`. */
  readonly root: string
  /** Its arguments with their types, such as `{ product: 'ProductUpdateInput!' }`. */
  readonly takes: Readonly<Record<string, string>>
  /** Arguments that are always the same, as a document writes them, such as `{ synchronous: 'true' }`. */
  readonly always?: Readonly<Record<string, string>>
  readonly input: I
  /**
   * Where input fields go. Default: to the argument of the same name; if there is none, into the one argument that has
   * no input field of its name, under the same name. `{ seoTitle: 'seo.title' }` is a place within that argument,
   * `{ handle: '$identifier.handle' }` one within another. Refusals find their way back by it. What only `prepare`
   * makes has a place as well.
   */
  readonly places?: Readonly<Record<string, string>>
  /** Places that refusals speak of in other words than the input: input fields with those, such as `{ uri: 'callbackUrl' }`. */
  readonly refusedAs?: Readonly<Record<string, string>>
  /** Changes values, such as money, before they are put in their places. */
  readonly prepare?: (input: Static<I>) => Readonly<Record<string, unknown>>
  /** What callers get of the payload: `at('product', Product)`, or a record of the payload as a whole. */
  readonly answer: Field | Part
  /** The field of the payload with its errors. Default: `userErrors`. */
  readonly errors?: string
  /** Whether these errors have a `code`; some have not. Default: yes. */
  readonly hasCodes?: boolean
  /** Whether Shopify asks for `@idempotent`: the key is that of the call, so that a repetition is its replay. */
  readonly isKeyed?: boolean
  /** Tags of answers that it makes obsolete. Default: the noun of its id. */
  readonly invalidates?: readonly string[]
  readonly examples: ExampleCalls<Static<I>>
}

/** One mutation. What Shopify refuses is a problem with the fields that are wrong, in our words for them. */
export function mutation<I extends TObject>(plan: MutationPlan<I>): Draft {
  const { root, takes, always = {}, prepare, answer, isKeyed = false, hasCodes = true } = plan
  const { places: given = {}, errors: errorsField = 'userErrors', ...words } = plan
  const { title, description, scopes, stability, timeout, effect, input, invalidates, examples } = words
  const fields = [...new Set([...Object.keys(input.properties), ...Object.keys(given)])]
  const put = places({ takes: Object.keys(takes), fields, given, refusedAs: plan.refusedAs ?? {} })
  const { selection, part, keys } = payloadOf(answer)
  const payload = Type.Object({
    ...(isPart(answer) ? answerSchema(answer) : schemaOfSelection(selection)).properties,
    [errorsField]: UserErrors,
  })
  const declared = { ...takes, ...(isKeyed ? { idempotencyKey: 'String!' } : {}) }
  const args = [passing(takes), ...Object.entries(always).map(([name, value]) => `${name}: ${value}`)]
  const directive = isKeyed ? ' @idempotent(key: $idempotencyKey)' : ''
  const refusal = `${errorsField} { field message${hasCodes ? ' code' : ''} }`
  return operation({
    title,
    description,
    effect,
    input,
    output: part.output,
    ...(scopes === undefined ? {} : { scopes }),
    ...(stability === undefined ? {} : { stability }),
    ...(timeout === undefined ? {} : { timeout }),
    invalidates,
    documents: {
      change: {
        text: (name) =>
          `mutation ${name}(${declaring(declared)}) { ${root}(${args.join(', ')})${directive} { ${textOfSelection(selection)} ${refusal} } }`,
        data: Type.Object({ [root]: payload }),
      },
    },
    async run(context, documents) {
      const values = prepare === undefined ? context.input : prepare(context.input)
      const data: Readonly<Record<string, unknown>> = await ask(context, documents.change, {
        // Shopify insists on a required argument, even if the call leaves nothing to put into it.
        ...(put.wrapper !== undefined && takes[put.wrapper]?.endsWith('!') === true
          ? { [put.wrapper]: {} }
          : {}),
        ...put.variables(values as Readonly<Record<string, unknown>>),
        ...(isKeyed ? { idempotencyKey: context.idempotencyKey } : {}),
      })
      const answered = data[root] as Readonly<Record<string, unknown>>
      refuseUserErrors(answered[errorsField] as Static<typeof UserErrors>, (field) =>
        put.pointer(field, context.input as Readonly<Record<string, unknown>>),
      )
      let found: unknown = answered
      for (const key of keys) found = isObject(found) ? found[key] : undefined
      if (found === null || found === undefined) {
        throw new Problem('vendor_error', {
          detail: 'Shopify confirmed the change without showing what it led to.',
          retryable: false,
        })
      }
      return part.read(found, notesFor(context.report)) as Static<TSchema>
    },
    examples,
  })
}

function payloadOf(answer: Field | Part): {
  readonly selection: Selection
  readonly part: Part
  readonly keys: readonly string[]
} {
  if (isPart(answer)) return { selection: answer.inner, part: answer, keys: [] }
  const selection: Selection = new Map()
  select(selection, answer.path, answer.part)
  return { selection, part: answer.part, keys: keysOf(answer.path) }
}
