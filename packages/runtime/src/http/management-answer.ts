import { problemResponse } from './operation-schema.ts'

/** The responses of a route that answers with data about Patchbay itself, for OpenAPI. */
export const managementAnswer = (description: string, data: object, status = 200) => ({
  [status]: {
    description,
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data,
      meta: {
        type: 'object',
        required: ['requestId'],
        properties: {
          requestId: { type: 'string' },
          next: {
            type: 'string',
            description: 'Of lists: the `cursor` of the next page, where there is one.',
          },
        },
      },
    },
  },
  '4xx': problemResponse,
  '5xx': problemResponse,
})
