import { defineStream, Problem, Type } from '@patchbay/contract'
import { factsOf, pointsOf } from '../building/facts.ts'
import { listsOf } from '../bulk/lists.ts'
import { openResultFile, type Lines, type Stretch } from '../bulk/result-file.ts'
import { gid, NullableText } from '../fields.ts'
import { answerOf, ask } from '../graphql.ts'
import joinLines from '../transforms/join-lines.ts'
import { nullable } from '../fields.ts'
import { shopify } from '../vendor.ts'

const id = 'bulk.download'

const find = {
  name: 'BulkDownload',
  text: 'query BulkDownload($id: ID!) { bulkOperation(id: $id) { status errorCode query url partialDataUrl } }',
  response: answerOf(
    Type.Object({
      bulkOperation: nullable(
        Type.Object({
          status: Type.String(),
          errorCode: NullableText,
          query: Type.String(),
          url: NullableText,
          partialDataUrl: NullableText,
        }),
      ),
    }),
  ),
}

const { costs, answers } = factsOf('bulk')[id] ?? { costs: {}, answers: [] }
const cost = costs[find.name]

// A new one each time: what is given to a transform is given away.
const nothing = (): Lines => ({ bytes: new Uint8Array(0), length: 0 })

interface Position {
  /** Where the stretch before begins, and the one that the item is in. */
  readonly before: number
  readonly here: number
  /** How many of its items were given. */
  readonly items: number
}

const Cursor = Type.String({
  pattern: '^\\d{1,20}\\.\\d{1,15}\\.\\d{1,15}\\.\\d{1,9}$',
  description: 'Goes on after an item: the `cursor` of its line, with all other fields unchanged.',
})

const download = defineStream(shopify, {
  title: 'Download the result of a bulk operation',
  description:
    'What a bulk query has found, or what each line of a bulk mutation has led to, an object a line, however large it is. Children are in their parents, in lists named as in the query. A child that lies more than half a megabyte from its parent in the file is a line of its own that names it in `__parentId`, and a warning counts such lines; run the query with `groupObjects` to have none. Ask bulk.get first whether the operation is COMPLETED.',
  effect: 'read',
  input: Type.Object({
    id: gid('BulkOperation'),
    isJoined: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'False gives the lines as Shopify wrote them, with `__parentId` and in their order.',
      }),
    ),
    isPartial: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Of an operation that failed or was canceled: what it had found by then.',
      }),
    ),
    cursor: Type.Optional(Cursor),
  }),
  output: Type.Record(Type.String(), Type.Unknown(), { description: 'An object, as the query selects it.' }),
  cost: { points: cost === undefined ? 1 : pointsOf(cost, 0) },
  timeout: '60s',
  task: 'offered',
  examples: [
    {
      title: 'Products with their variants',
      input: { id: 'gid://shopify/BulkOperation/9100000001001' },
      output: (answers[0] ?? {}) as Record<string, unknown>,
    },
  ],
  async *stream(context) {
    const { input, transform, report, http } = context
    const { isJoined = true, isPartial = false } = input
    const number = input.id.slice(input.id.lastIndexOf('/') + 1)
    const position = positionIn(input.cursor, number)
    const { bulkOperation: found } = await ask(context, find, { id: input.id })
    if (found === null) throw missing(input.id)
    const address = isPartial ? found.partialDataUrl : found.url
    if (address === null) {
      if (!isPartial && found.status === 'COMPLETED') return // nothing was found
      throw nothingToGive(found.status, found.errorCode, found.partialDataUrl !== null)
    }
    const file = openResultFile(http, address)
    const lists = listsOf(found.query)
    const first = position.before < position.here ? await file.stretch(position.before) : undefined
    if (first !== undefined && first.end !== position.here) throw wrongCursor()
    let before: Lines & { readonly start: number } = { ...(first ?? nothing()), start: position.before }
    let here = await file.stretch(position.here)
    let after = here === undefined ? undefined : await file.stretch(here.end)
    let skip = position.items
    let orphans = 0
    while (here !== undefined) {
      // On its way while this one is worked on and taken.
      const next: Promise<Stretch | undefined> =
        after === undefined ? Promise.resolve(undefined) : file.stretch(after.end)
      next.catch(() => undefined)
      const made = await transform(joinLines, {
        before: linesOf(before),
        here: linesOf(here),
        after: linesOf(after ?? nothing()),
        cursor: `${number}.${before.start}.${here.start}`,
        skip,
        lists,
        isJoined,
      })
      skip = 0
      orphans += made.orphans
      if (made.count > 0) yield { lines: made.lines, count: made.count }
      before = { ...made.here, start: here.start }
      here = after === undefined ? undefined : { ...after, ...made.after }
      after = await next
    }
    if (orphans === 0) return
    report.warning({
      code: 'not_joined',
      message: `${orphans} of these lines are children that lie far from their parents; they name them in \`__parentId\`.`,
    })
  },
})

const linesOf = ({ bytes, length }: Lines): Lines => ({ bytes, length })

function positionIn(cursor: string | undefined, number: string): Position {
  if (cursor === undefined) return { before: 0, here: 0, items: 0 }
  const [of, ...places] = cursor.split('.')
  const [before = 0, here = 0, items = 0] = places.map(Number)
  if (of !== number || before > here) throw wrongCursor()
  return { before, here, items }
}

const wrongCursor = (): Problem =>
  new Problem('invalid_input', {
    detail: 'The cursor is not one of this result.',
    advice: 'Send the `cursor` of the last line that you have, or none to begin anew.',
    errors: [{ path: '/cursor', message: 'is not of this result' }],
  })

const missing = (asked: string): Problem =>
  new Problem('not_found', {
    detail: `The shop has no bulk operation ${asked}.`,
    advice: 'bulk.list lists what there is.',
    errors: [{ path: '/id', message: 'does not exist' }],
  })

function nothingToGive(status: string, errorCode: string | null, hasPartial: boolean): Problem {
  if (['CREATED', 'RUNNING', 'CANCELING'].includes(status)) {
    return new Problem('conflict', {
      detail: `The bulk operation is still ${status}.`,
      advice: 'Ask bulk.get until it is COMPLETED, every few seconds at first and less often later.',
      retryable: true,
      retryAfter: 5,
    })
  }
  if (status === 'EXPIRED') {
    return new Problem('not_found', {
      detail: 'The result is gone: Shopify keeps it for seven days.',
      advice: 'Run the query again.',
    })
  }
  return new Problem('conflict', {
    detail: `The bulk operation has no such result: it is ${status}${errorCode === null ? '' : ` (${errorCode})`}.`,
    advice: hasPartial
      ? 'What it had found by then can be had with `isPartial`.'
      : errorCode === 'ACCESS_DENIED'
        ? 'The connection lacks access to something that the query reads; grant it, and run it again.'
        : 'Run it again; a smaller one if it failed by TIMEOUT.',
    retryable: false,
  })
}

/** As other operations of the house tell it. */
export const bulkDownload = { [id]: Object.freeze({ ...download, documents: [find] }) } as const
