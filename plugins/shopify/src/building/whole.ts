import { Type, type CacheRule } from '@patchbay/contract'
import { ask } from '../graphql.ts'
import { isObject } from '../json.ts'
import { itemsOf } from '../paging.ts'
import { list } from '../shape/lists.ts'
import type { Part } from '../shape/part.ts'
import { keysOf, schemaOfSelection, select, textOfSelection, type Selection } from '../shape/selection.ts'
import { commonCache, operation, type Draft, type ExampleCall, type Words } from './operation.ts'
import { notesFor } from './read-answer.ts'

interface WholePlan extends Words {
  /** Where it is, from the root, such as `shop` or `currentAppInstallation.app`. */
  readonly at: string
  readonly cache?: CacheRule
  readonly example: ExampleCall<Readonly<Record<string, never>>>['title']
}

/** What there is once in a shop, such as the shop itself. */
export const only = ({ record, ...plan }: WholePlan & { readonly record: Part }): Draft =>
  whole(plan, record, record.output, (found) => found)

/** A list that Shopify answers whole, without pages. */
export const all = ({ item, ...plan }: WholePlan & { readonly item: Part }): Draft =>
  whole(plan, list(item), itemsOf(item.output), (items) => ({ items }))

function whole(
  { at: path, cache = commonCache, example, ...words }: WholePlan,
  part: Part,
  output: Parameters<typeof operation>[0]['output'],
  answered: (found: unknown) => unknown,
): Draft {
  const selection: Selection = new Map()
  select(selection, path, part)
  return operation({
    ...words,
    effect: 'read',
    input: Type.Object({}),
    output,
    cache,
    documents: {
      read: {
        text: (name) => `query ${name} { ${textOfSelection(selection)} }`,
        data: schemaOfSelection(selection),
      },
    },
    async run(context, documents) {
      let found: unknown = await ask(context, documents.read)
      for (const key of keysOf(path)) found = isObject(found) ? found[key] : undefined
      return answered(part.read(found, notesFor(context.report))) as never
    },
    examples: [{ title: example, input: {} }],
  })
}
