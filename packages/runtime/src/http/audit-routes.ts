import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import type { OpenedAudit } from '../audit/open-audit.ts'
import type { AuditFilter } from '../audit/audit-log.ts'
import { csvHeader, toCsv, toLine } from '../audit/export-forms.ts'
import type { Store } from '../store/store.ts'
import {
  AuditEntrySchema,
  describeEntry,
  ExportQuery,
  HeadQuery,
  HeadSchema,
  ListQuery,
  readTime,
  VerificationSchema,
} from './audit-schemas.ts'
import { complianceRoutes } from './compliance-routes.ts'
import { queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'

const readList = queryReader(ListQuery)
const readExport = queryReader(ExportQuery)
const readHead = queryReader(HeadQuery)
const Position = Type.Tuple([Type.Integer()])

/** Bytes of an export that are sent at once. */
const chunkLength = 65_536

/** The audit, as far as it is that of the caller's tenant; verified as a whole by the operator. */
export async function auditRoutes(
  app: FastifyInstance,
  { audit, store }: { audit: OpenedAudit; store: Store },
): Promise<void> {
  await app.register(complianceRoutes, { store })

  app.get(
    '/v1/audit',
    {
      config: { access: 'audit.read' },
      schema: {
        operationId: 'audit_list',
        tags: ['Audit'],
        summary: 'List audit entries',
        description: 'What was done or tried within the tenant, the newest first. Reads leave no entry.',
        querystring: ListQuery,
        response: managementAnswer('The entries.', Type.Array(AuditEntrySchema)),
      },
    },
    async (request) => {
      const { limit, cursor, from, to, ...query } = readList(request.query)
      const filter: AuditFilter = { ...query, from: readTime(from), to: readTime(to) }
      const [before] = readCursor(Position, cursor) ?? []
      const read = await audit.entries.list(principalOf(request).tenant, filter, limit + 1, before)
      const { entries, next } = toPage(read, limit, ({ sequence }) => [sequence])
      return { data: entries.map(describeEntry), meta: { requestId: request.id, next } }
    },
  )

  app.get(
    '/v1/audit/head',
    {
      config: { access: 'audit.read' },
      schema: {
        operationId: 'audit_head',
        tags: ['Audit'],
        summary: 'Read the head of the audit',
        description:
          "How far the tenant's entries reach. Kept elsewhere, it later proves that nothing up to it was changed.",
        response: managementAnswer('The head.', HeadSchema),
      },
    },
    async (request) => ({
      data: await audit.entries.head(principalOf(request).tenant),
      meta: { requestId: request.id },
    }),
  )

  app.get(
    '/v1/audit/export',
    {
      config: { access: 'audit.read' },
      schema: {
        operationId: 'audit_export',
        tags: ['Audit'],
        summary: 'Export audit entries',
        description:
          'All entries from the first to the last one in a span of time, the oldest first. `ndjson` can be verified without Patchbay: the hash of a line is the SHA-256 of the line without its last member `hash`, and `previous` is the hash of the line before. `csv` is for spreadsheets.',
        querystring: ExportQuery,
        produces: ['application/x-ndjson', 'text/csv'],
        response: {
          ...managementAnswer('The entries.', {}),
          200: { description: 'The entries.', type: 'string' },
        },
      },
    },
    async (request, reply) => {
      const { format, from, to } = readExport(request.query)
      const { tenant } = principalOf(request)
      const stretch = audit.entries.stretch(tenant, readTime(from), readTime(to))
      const isCsv = format === 'csv'
      const lines = async function* () {
        let chunk = isCsv ? csvHeader : ''
        for await (const entry of stretch) {
          chunk += isCsv ? toCsv(entry) : `${toLine(entry)}\n`
          if (chunk.length < chunkLength) continue
          yield chunk
          chunk = ''
        }
        if (chunk !== '') yield chunk
      }
      const name = `audit-${tenant}.${isCsv ? 'csv' : 'ndjson'}`
      return reply
        .header('content-type', isCsv ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(lines(), { objectMode: false }))
    },
  )

  app.get(
    '/v1/audit/verification',
    {
      config: { access: 'operations.write' },
      schema: {
        operationId: 'audit_verify',
        tags: ['Audit'],
        summary: 'Verify the audit',
        description:
          'Reads the entries of all tenants and finds every one that was changed, removed, put in or moved. With a head that was noted earlier, also whether everything was put back to an earlier state.',
        querystring: HeadQuery,
        response: managementAnswer('What was found.', VerificationSchema),
      },
    },
    async (request) => {
      const { sequence, hash } = readHead(request.query)
      const expected = sequence === undefined || hash === undefined ? undefined : { sequence, hash }
      return { data: await audit.verify(expected), meta: { requestId: request.id } }
    },
  )
}
