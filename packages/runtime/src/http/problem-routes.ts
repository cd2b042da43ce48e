import { isProblemCode, Problem, problemKinds } from '@patchbay/contract'
import type { FastifyInstance } from 'fastify'
import { problemResponse } from './operation-schema.ts'

const kindSchema = {
  type: 'object',
  required: ['code', 'status', 'title', 'retryable', 'advice'],
  properties: {
    code: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    retryable: { type: 'boolean' },
    advice: { type: 'string' },
  },
}

const config = { access: 'public' } as const

/** The pages that the `type` of a problem refers to. */
export async function problemRoutes(app: FastifyInstance): Promise<void> {
  app.get(
    '/problems',
    {
      config,
      schema: {
        operationId: 'problems_list',
        security: [],
        tags: ['Operations'],
        summary: 'List kinds of problems',
        response: {
          200: { description: 'All of them.', type: 'array', items: kindSchema },
          '4xx': problemResponse,
        },
      },
    },
    async () => Object.entries(problemKinds).map(([code, kind]) => ({ code, ...kind })),
  )
  app.get<{ Params: { code: string } }>(
    '/problems/:code',
    {
      config,
      schema: {
        operationId: 'problems_get',
        security: [],
        tags: ['Operations'],
        summary: 'Explain a kind of problem',
        params: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
        response: { 200: { description: 'The kind.', ...kindSchema }, '4xx': problemResponse },
      },
    },
    async ({ params: { code } }) => {
      if (!isProblemCode(code)) throw new Problem('not_found', { detail: `There is no problem "${code}".` })
      return { code, ...problemKinds[code] }
    },
  )
}
