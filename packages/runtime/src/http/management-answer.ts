import { problemResponse } from './operation-schema.ts'

/** The responses of a route that answers with data about Patchbay itself, for OpenAPI. */
export const managementAnswer = (description: string, data: object) => ({
  200: {
    description,
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data,
      meta: { type: 'object', required: ['requestId'], properties: { requestId: { type: 'string' } } },
    },
  },
  '4xx': problemResponse,
  '5xx': problemResponse,
})
