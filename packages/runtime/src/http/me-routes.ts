import type { FastifyInstance } from 'fastify'
import { managementAnswer } from './management-answer.ts'
import { createMeView, MeSchema, type Policies } from './me-view.ts'
import { principalOf } from './principal-of.ts'

export interface MeRoutesOptions {
  readonly policies: Policies
}

/** Who the caller is. */
export async function meRoutes(app: FastifyInstance, { policies }: MeRoutesOptions): Promise<void> {
  const describe = createMeView(policies)
  app.get(
    '/v1/me',
    {
      // Whoever is known may know what is known of it.
      config: { access: 'authenticated' },
      schema: {
        operationId: 'me_get',
        tags: ['Access'],
        summary: 'Who am I?',
        description: 'The caller: its tenant, its role, what it may do and how often.',
        response: managementAnswer('The caller.', MeSchema),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { data: describe(principalOf(request)), meta: { requestId: request.id } }
    },
  )
}
