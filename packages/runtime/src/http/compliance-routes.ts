import { Problem } from '@patchbay/contract'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { complianceMarkdown } from '../audit/compliance-markdown.ts'
import { complianceReport } from '../audit/compliance-report.ts'
import type { Store } from '../store/store.ts'
import { ReportQuery } from './audit-schemas.ts'
import { queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'

const readQuery = queryReader(ReportQuery)

/** The compliance report of the caller's tenant. */
export async function complianceRoutes(app: FastifyInstance, { store }: { store: Store }): Promise<void> {
  app.get(
    '/v1/compliance-report',
    {
      config: { access: 'audit.read' },
      schema: {
        operationId: 'compliance_report',
        tags: ['Audit'],
        summary: 'Report on access, changes and use of credentials',
        description:
          'Who had which keys and roles, and when they were last used; what was changed, by whom; which credentials were used for calls that are not reads; what was rotated; what was refused.',
        querystring: ReportQuery,
        response: managementAnswer('The report.', Type.Object({}, { additionalProperties: true })),
      },
    },
    async (request, reply) => {
      const { from, to, format } = readQuery(request.query)
      const period = { from: Date.parse(from), to: Date.parse(to) }
      if (period.to <= period.from) {
        throw new Problem('invalid_input', {
          detail: 'The period ends before it begins.',
          errors: [{ path: '/to', message: 'must be later than `from`' }],
        })
      }
      const report = await complianceReport(store.database, principalOf(request).tenant, period)
      if (format === 'json') return { data: report, meta: { requestId: request.id } }
      return reply.header('content-type', 'text/markdown; charset=utf-8').send(complianceMarkdown(report))
    },
  )
}
