import t from 'tap'
import { stretchSize, type Lines } from '../src/bulk/result-file.ts'
import { bulkDownload } from '../src/operations/bulk-download.ts'
import joinLines, { type Stretches } from '../src/transforms/join-lines.ts'

type Row = Readonly<Record<string, unknown>>

const encode = (rows: readonly Row[]): Uint8Array =>
  new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
const decode = (lines: Uint8Array): Array<{ data: Row; cursor: string }> =>
  new TextDecoder()
    .decode(lines)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { data: Row; cursor: string })

/** With more behind them, which is none of their business. */
const linesOf = (bytes: Uint8Array): Lines => ({
  bytes: Uint8Array.from([...bytes, 123, 34]),
  length: bytes.byteLength,
})

const product = (number: number): string => `gid://shopify/Product/${number}`
const variant = (number: number): string => `gid://shopify/ProductVariant/${number}`
const lists = [
  { under: ['Product'], key: 'variants', types: ['ProductVariant'] },
  { under: ['Product'], key: 'pictures', types: ['MediaImage'] },
  { under: ['ProductVariant'], key: 'metafields', types: ['Metafield'] },
]

/** All items of a file that is cut into stretches of these rows. */
function joinAll(stretches: ReadonlyArray<readonly Row[]>): Row[] {
  const bytes = (index: number): Lines => linesOf(encode(stretches[index] ?? []))
  return stretches.flatMap((_, index) => {
    const around: Stretches = { before: bytes(index - 1), here: bytes(index), after: bytes(index + 1) }
    const { lines, count, orphans } = joinLines.run({
      ...around,
      cursor: '1',
      skip: 0,
      lists,
      isJoined: true,
    })
    const items = decode(lines).map(({ data }) => data)
    t.equal(items.length, count)
    t.equal(items.filter((item) => '__parentId' in item).length, orphans)
    return items
  })
}

const root = { id: product(1), title: 'One' }
const child = { id: variant(1), sku: 'A', __parentId: product(1) }
const grandchild = { id: 'gid://shopify/Metafield/1', key: 'k', __parentId: variant(1) }
const whole = {
  ...root,
  variants: [{ id: variant(1), sku: 'A', metafields: [{ id: grandchild.id, key: 'k' }] }],
  pictures: [],
}

t.test('whatever the order, children are in their parents', async (t) => {
  const orders = [
    [[root, child, grandchild]],
    [[grandchild, child, root]],
    [[grandchild], [root, child]],
    [[root], [child, grandchild]],
    [[child], [root], []],
    [[grandchild, child], [root]],
  ]
  for (const order of orders) {
    const items = joinAll(order)
    if (order.flat().length === 3) t.same(items, [whole], JSON.stringify(order.map(({ length }) => length)))
    else t.same(items, [{ ...whole, variants: [{ id: variant(1), sku: 'A', metafields: [] }] }])
  }
})

t.test('what lies far apart is given by itself, and once', async (t) => {
  t.same(joinAll([[root], [], [child]]), [{ ...root, variants: [], pictures: [] }, child])
  t.same(joinAll([[grandchild], [child], [root]]), [
    grandchild,
    { ...root, variants: [{ id: variant(1), sku: 'A', metafields: [] }], pictures: [] },
  ])
  const rows = Array.from({ length: 60 }, (_, index) => ({ id: product(index) }))
  const children = rows.map(({ id }, index) => ({ id: variant((index * 7) % 60), __parentId: id }))
  const all = [...rows, ...children]
  for (let seed = 1; seed <= 30; seed += 1) {
    const shuffled = all
      .map((row, index) => ({ row, key: (index * 7_919 * seed + seed) % 1_009 }))
      .sort((one, two) => one.key - two.key)
      .map(({ row }) => row)
    const stretches = Array.from({ length: 10 }, (_, index) => shuffled.slice(index * 12, index * 12 + 12))
    const items = joinAll(stretches)
    const ids = items.flatMap((item) => [
      item['id'],
      ...((item['variants'] as Row[] | undefined) ?? []).map(({ id }) => id),
    ])
    t.same(new Set(ids), new Set(all.map(({ id }) => id)), `shuffle ${seed}: each line`)
    t.equal(ids.length, all.length, `shuffle ${seed}: each line once`)
  }
})

t.test('a list whose name cannot be told is called children', async (t) => {
  const bare = { __parentId: product(1), quantity: 1 }
  t.same(joinAll([[root, bare]]), [{ ...root, variants: [], pictures: [], children: [{ quantity: 1 }] }])
  t.throws(
    () =>
      joinLines.run({
        before: linesOf(encode([])),
        here: linesOf(new TextEncoder().encode('{"a')),
        after: linesOf(encode([])),
        cursor: '',
        skip: 0,
        lists,
        isJoined: true,
      }),
    {
      code: 'vendor_error',
    },
  )
})

/** Reads a file as the operation does; the storage may not heed ranges. */
async function download(
  file: Uint8Array,
  cursor?: string,
  heedsRanges = true,
  facts: object = {},
  more: object = {},
) {
  let requests = 0
  const warnings: string[] = []
  const get = async (_path: string, { headers }: { headers: { range: string } }) => {
    requests += 1
    const [, from = 0, to = 0] = /(\d+)-(\d+)/.exec(headers.range)?.map(Number) ?? []
    if (!heedsRanges) return { status: 200, headers: {}, body: file.slice() }
    const range = `bytes ${from}-${to}/${file.byteLength}`
    return { status: 206, headers: { 'content-range': range }, body: file.slice(from, to + 1) }
  }
  const url = 'https://storage.googleapis.com/b/f.jsonl?Signature=a%2Bb'
  const query = '{ products { edges { node { id variants { edges { node { id } } } } } } }'
  const done = { status: 'COMPLETED', errorCode: null, query, url, partialDataUrl: url }
  const bulkOperation = { ...done, ...facts }
  const context = {
    input: { id: 'gid://shopify/BulkOperation/7', ...(cursor === undefined ? {} : { cursor }), ...more },
    http: { get, post: async () => ({ status: 200, headers: {}, body: { data: { bulkOperation } } }) },
    report: { warning: ({ code }: { code: string }) => warnings.push(code), next() {}, partial() {} },
    limits: async () => ({}),
    transform: async (transform: { run: (input: unknown) => unknown }, input: unknown) =>
      transform.run(input),
  }
  const items: ReturnType<typeof decode> = []
  for await (const part of bulkDownload['bulk.download'].stream(context as never))
    if ('lines' in part) items.push(...decode(part.lines))
  return { items, warnings, requests }
}

t.test('a file of many stretches is read whole, and from anywhere', async (t) => {
  const rows: Row[] = []
  for (let number = 0; number < 4_000; number += 1) {
    rows.push({ id: product(number), text: 'ü'.repeat(400) })
    for (let index = 0; index < 3; index += 1)
      rows.push({ id: variant(number * 10 + index), __parentId: product(number) })
  }
  rows.push({ id: variant(99_999), __parentId: product(0) })
  const file = encode(rows)
  const { items, warnings, requests } = await download(file)
  t.equal(items.length, 4_001)
  t.ok(items.slice(0, 4_000).every(({ data }) => (data['variants'] as Row[]).length === 3))
  t.same(items.at(-1)?.data, { id: variant(99_999), __parentId: product(0) }, 'far from its parent')
  t.same(warnings, ['not_joined'])
  t.equal(requests, Math.ceil(file.byteLength / stretchSize))
  for (let index = 0; index < items.length; index += 571) {
    const rest = await download(file, items[index]?.cursor)
    t.same(rest.items, items.slice(index + 1), `after item ${index}`)
  }
  t.same((await download(file, undefined, false)).items, items, 'also from a storage that heeds no ranges')
  await t.rejects(download(file, '7.5.1000.1'), { code: /invalid_input|vendor_error/ })
})

t.test('what an operation had found before it failed is given when it is asked for', async (t) => {
  const found = encode([{ id: product(1) }])
  const failed = { status: 'FAILED', errorCode: 'TIMEOUT', url: null }
  await t.rejects(download(found, undefined, true, failed), { code: 'conflict', advice: /isPartial/ })
  const partial = { ...failed, partialDataUrl: 'https://storage.googleapis.com/b/part.jsonl' }
  const { items } = await download(found, undefined, true, partial, { isPartial: true })
  t.same(
    items.map(({ data }) => data['id']),
    [product(1)],
  )
})

t.test('a line may be longer than a stretch', async (t) => {
  const long = { id: product(1), text: 'x'.repeat(3_000_000) }
  const { items } = await download(encode([{ id: product(0) }, long, { id: product(2) }]))
  t.same(
    items.map(({ data }) => data['id']),
    [product(0), product(1), product(2)],
  )
})
