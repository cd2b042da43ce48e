import { refuse, type Mutation } from './call.ts'
import { created } from './conventions.ts'

export const annotationMutations = {
  analyticsAnnotationCreate: created({
    needs: ['title', 'type'],
    check({ values }) {
      const { startedAt, endedAt } = values
      if (typeof endedAt === 'string' && Date.parse(endedAt) < Date.parse(String(startedAt))) {
        throw refuse(['input', 'endedAt'], 'Ended at must be after started at', 'INVALID')
      }
    },
  }),
} satisfies Record<string, Mutation>
