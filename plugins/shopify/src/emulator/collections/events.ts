import { flag, id, time, word, words } from '../filters.ts'
import { by, byId, type Collection } from './collection.ts'

export const eventCollections = {
  Event: {
    anywhere: words('message'),
    filters: {
      action: word('action'),
      comments: flag('isComment'),
      created_at: time('createdAt'),
      id: id('id'),
      subject_type: word('subjectType'),
    },
    beyond: [],
    sorts: { CREATED_AT: by('createdAt'), ID: byId },
  },
  MarketingEvent: {
    anywhere: words('description'),
    filters: {
      description: words('description'),
      id: id('id'),
      started_at: time('startedAt'),
      type: word('type'),
    },
    beyond: ['app_id'],
    sorts: { ID: byId, STARTED_AT: by('startedAt') },
  },
} satisfies Record<string, Collection>
