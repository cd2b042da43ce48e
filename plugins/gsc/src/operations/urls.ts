import { defineOperation, Type } from '@patchbay/contract'
import { example } from '../building/example.ts'
import type { Context } from '../building/insight.ts'
import { scopes } from '../scopes.ts'
import { siteField, siteOf } from '../site/site-url.ts'
import { checkBelonging, inspectUrl } from '../url/inspect.ts'
import { inspectMany, type Inspected } from '../url/inspect-many.ts'
import { Inspection, problemCodes, type ProblemCode } from '../url/inspection.ts'
import { gsc } from '../vendor.ts'

const Url = (description: string) => Type.String({ pattern: '^https?://', maxLength: 2_048, description })

const inspect = defineOperation(gsc, {
  title: 'Inspect a URL',
  description:
    'What Google knows of one page: whether it is in the index, when it was fetched, what keeps it out, and what to do about it. It tells of the version in the index, not of the live page. Google allows 2,000 a day of a property.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object({ ...siteField, url: Url('Full URL of the page, within the property.') }),
  output: Inspection,
  cache: { ttl: '1h', staleIfError: '1d' },
  examples: [
    example('urls.inspect', 'A page that is kept out', { url: 'https://www.fernhill.example/excluded' }),
  ],
  async run(context) {
    const siteUrl = siteOf(context.input, context.config)
    const { url } = context.input
    checkBelonging(siteUrl, [['/url', url]])
    return inspectUrl(context, siteUrl, url)
  },
})

const mostUrls = 100

const manyFields = {
  ...siteField,
  urls: Type.Array(Url('Full URL.'), {
    minItems: 1,
    maxItems: mostUrls,
    description: `Pages of the property, ${mostUrls} at most.`,
  }),
  cursor: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,3}$',
      description: '`meta.next` of the call before, with the same urls: goes on after what it has inspected.',
    }),
  ),
}

const Failed = Type.Object({ url: Type.String(), code: Type.String(), message: Type.String() })

const timeout = '3m'

/** Inspects what the call names, and says where to go on if that is not all. */
async function many(
  context: Context<{ readonly siteUrl?: string; readonly urls: readonly string[]; readonly cursor?: string }>,
): Promise<Inspected & { readonly siteUrl: string; readonly remaining: number }> {
  const { input, config, report } = context
  const siteUrl = siteOf(input, config)
  checkBelonging(
    siteUrl,
    input.urls.map((url, index) => [`/urls/${index}`, url] as const),
  )
  const first = Number(input.cursor ?? 0)
  const inspected = await inspectMany(context, siteUrl, input.urls.slice(first))
  const { stopped, done, inspections } = inspected
  const next = first + done
  if (stopped !== undefined) {
    // Nothing was learnt: the caller gets the reason itself, with the time after which to come back.
    if (inspections.length === 0 && done === 0) throw stopped
    const wait = stopped.retryAfter === undefined ? '' : ` after ${Math.ceil(stopped.retryAfter)} seconds`
    report.partial()
    report.next(String(next))
    report.warning({
      code: stopped.code,
      message: `${inspections.length} of ${input.urls.length - first} pages were inspected. ${stopped.message} Go on${wait} with the cursor ${next}.`,
    })
  }
  return { ...inspected, siteUrl, remaining: input.urls.length - next }
}

const inspectBatch = defineOperation(gsc, {
  title: 'Inspect many URLs',
  description:
    'The same as urls.inspect of up to 100 pages. When the quota of the day (2,000 of a property) or of the minute is spent in the middle, what is known is answered with a cursor that goes on after it; nothing is lost.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object(manyFields),
  output: Type.Object({
    siteUrl: Type.String(),
    inspections: Type.Array(Inspection, { description: 'In the order of the urls.' }),
    failed: Type.Array(Failed, { description: 'Pages that Google would not inspect.' }),
    remaining: Type.Integer({ minimum: 0, description: 'Pages that are not inspected yet.' }),
  }),
  timeout,
  examples: [
    example('urls.inspect_batch', 'Two pages', {
      urls: ['https://www.fernhill.example/guides/watering-can', 'https://www.fernhill.example/missing'],
    }),
  ],
  async run(context) {
    const { siteUrl, inspections, failed, remaining } = await many(context as never)
    return { siteUrl, inspections, failed, remaining }
  },
})

const issues = defineOperation(gsc, {
  title: 'Find indexing issues',
  description:
    'What keeps pages out of the index, counted over up to 100 of them: each kind of problem with the pages that have it and what to do. Goes on as urls.inspect_batch does.',
  effect: 'read',
  scopes: [scopes.read],
  input: Type.Object(manyFields),
  output: Type.Object({
    siteUrl: Type.String(),
    inspected: Type.Integer({ minimum: 0 }),
    indexed: Type.Integer({ minimum: 0 }),
    issues: Type.Array(
      Type.Object({
        code: Type.Unsafe<ProblemCode>({ type: 'string', enum: problemCodes }),
        message: Type.String(),
        urls: Type.Array(Type.String()),
      }),
      { description: 'The most common first.' },
    ),
    failed: Type.Array(Failed),
    remaining: Type.Integer({ minimum: 0 }),
  }),
  timeout,
  examples: [
    example('urls.indexing_issues', 'Of three pages', {
      urls: [
        'https://www.fernhill.example/missing',
        'https://www.fernhill.example/blocked',
        'https://www.fernhill.example/guides/watering-can',
      ],
    }),
  ],
  async run(context) {
    const { siteUrl, inspections, failed, remaining } = await many(context as never)
    const found = new Map<ProblemCode, { code: ProblemCode; message: string; urls: string[] }>()
    for (const { url, problems } of inspections) {
      for (const { code, message } of problems) {
        const issue = found.get(code) ?? { code, message, urls: [] }
        found.set(code, issue)
        issue.urls.push(url)
      }
    }
    return {
      siteUrl,
      inspected: inspections.length,
      indexed: inspections.filter(({ isIndexed }) => isIndexed).length,
      issues: [...found.values()].sort((a, b) => b.urls.length - a.urls.length),
      failed,
      remaining,
    }
  },
})

export const urls = {
  'urls.inspect': inspect,
  'urls.inspect_batch': inspectBatch,
  'urls.indexing_issues': issues,
}
