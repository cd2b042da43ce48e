import { Readable } from 'node:stream'
import { Problem } from '@patchbay/contract'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { Principal } from '../access/principal.ts'
import type { Store } from '../store/store.ts'
import type { Quotas } from '../usage/quotas/open-quotas.ts'
import { reportUsage, type UsageLine, type UsagePlace, type UsageQuestion } from '../usage/usage-report.ts'
import { queryReader } from './checked-input.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'
import { tenantAskedFor } from './tenant-question.ts'
import { usageCsv } from './usage-csv.ts'
import { UsageAnswer, UsageQuerySchema, type UsageQuery } from './usage-schemas.ts'

export interface UsageRoutesOptions {
  readonly store: Store
  readonly quotas: Quotas
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const readQuery = queryReader(UsageQuerySchema)

const day = 86_400_000
const lookBack = { hour: day, day: 30 * day, month: 365 * day }
const csvPage = 1_000

/** What was used. */
export async function usageRoutes(
  app: FastifyInstance,
  { store, quotas, now }: UsageRoutesOptions,
): Promise<void> {
  app.get(
    '/v1/usage',
    {
      config: { access: 'usage.read' },
      schema: {
        operationId: 'usage_report',
        tags: ['Usage'],
        summary: 'Report usage',
        description:
          'Calls, errors, cache hits and what was taken from vendors, by hour, day or month, up to about a second ago. `meta.quotas` tells where the tenant stands.',
        querystring: UsageQuerySchema,
        response: UsageAnswer,
      },
    },
    async (request, reply) => {
      const query = readQuery(request.query)
      const principal = principalOf(request)
      const question = questionOf(query, principal, now())
      if (query.format === 'csv') {
        reply
          .header('content-type', 'text/csv; charset=utf-8; header=present')
          .header('content-disposition', 'attachment; filename="usage.csv"')
        return reply.send(Readable.from(usageCsv(allPages(store, question))))
      }
      // One more than asked for tells whether there is more.
      const read = await reportUsage(store.database, { ...question, limit: question.limit + 1 })
      const { entries, next } = toPage(read, question.limit, placeOf)
      return {
        data: entries.map((line) => show(line, question)),
        meta: {
          requestId: request.id,
          next,
          ...(question.tenant === undefined ? {} : { quotas: await quotas.levels(question.tenant) }),
        },
      }
    },
  )
}

async function* allPages(store: Store, question: UsageQuestion): AsyncGenerator<readonly UsageLine[]> {
  let { after } = question
  for (;;) {
    const lines = await reportUsage(store.database, { ...question, limit: csvPage, after })
    yield lines
    if (lines.length < csvPage) return
    after = lines.at(-1)
  }
}

function questionOf(query: UsageQuery, principal: Principal, time: number): UsageQuestion {
  const tenant = tenantAskedFor(principal, query.tenant)
  const to = new Date(query.to ?? time)
  const from =
    query.from === undefined ? new Date(to.getTime() - lookBack[query.granularity]) : new Date(query.from)
  if (from > to) {
    throw new Problem('invalid_input', {
      detail: '`from` is later than `to`.',
      errors: [{ path: '/from', message: 'must not be later than `to`' }],
    })
  }
  return {
    tenant,
    connector: query.connector,
    from,
    to,
    granularity: query.granularity,
    by: new Set(query.by),
    limit: query.limit,
    after: afterOf(query.cursor),
  }
}

const Text = Type.String({ pattern: '^[^\\u0000]*$' })
const Place = Type.Tuple([Type.Integer({ minimum: 0, maximum: 8.64e15 }), Text, Text, Text])

const placeOf = ({ start, tenant, connector, operation }: UsagePlace): unknown => [
  start.getTime(),
  tenant,
  connector,
  operation,
]

function afterOf(cursor: string | undefined): UsagePlace | undefined {
  const place = readCursor(Place, cursor)
  if (place === undefined) return undefined
  const [start, tenant, connector, operation] = place
  return { start: new Date(start), tenant, connector, operation }
}

function show(line: UsageLine, { by }: UsageQuestion): object {
  const { start, tenant, connector, operation, calls, cacheHits, vendorRequests, costs } = line
  return {
    start: start.toISOString(),
    ...(by.has('tenant') ? { tenant } : {}),
    ...(by.has('connector') ? { connector } : {}),
    ...(by.has('operation') ? { operation } : {}),
    calls,
    errors: { caller: line.callerErrors, vendor: line.vendorErrors, patchbay: line.ownErrors },
    cacheHits,
    vendorRequests,
    costs,
  }
}
