import { Type } from '@patchbay/contract'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { record } from '../shape/record.ts'

export const jobs = group('jobs', {
  get: get({
    title: 'Get a job',
    description:
      'Whether work is done that another operation left to the background and named by its `jobId`.',
    root: 'job',
    type: 'Job',
    id: Type.String({
      pattern: '^gid://shopify/Job/[0-9a-fA-F-]{1,64}$',
      description: 'As another operation answered it.',
    }),
    thing: 'job',
    record: record({ id: Type.String(), done: Type.Boolean() }),
    cache: { ttl: '1s' },
    advice: 'Jobs are forgotten after a while; look at what they should have changed.',
    examples: [{ title: 'By id', input: { id: 'gid://shopify/Job/3900000001001' } }],
  }),
})
