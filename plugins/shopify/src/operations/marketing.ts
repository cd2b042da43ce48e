import { from, ownLanguage, text } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { MarketingActivity, MarketingEvent } from '../records/marketing.ts'

const scopes = ['read_marketing_events']

export const marketing = group('marketing', {
  activities: search({
    title: 'List marketing activities',
    description: 'What apps do to bring customers, and what it has cost, newest first, a page at a time.',
    scopes,
    connection: 'marketingActivities',
    item: MarketingActivity,
    filters: {
      text: text('Words of the title.'),
      createdSince: from('created_at', 'Only those made then or later.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('marketing activities', 'tactic:newsletter'),
    },
    sorting: {
      type: 'MarketingActivitySortKeys',
      keys: ['CREATED_AT', 'ID', 'TITLE'],
      by: 'CREATED_AT',
      reverse: true,
    },
    limit: { default: 25, maximum: 250 },
    examples: [{ title: 'All', input: {} }],
  }),
  events: search({
    title: 'List marketing events',
    description:
      'What has brought customers, with the parameters that their visits carried, latest first, a page at a time.',
    scopes,
    connection: 'marketingEvents',
    item: MarketingEvent,
    filters: {
      startedSince: from('started_at', 'Only those begun then or later.'),
      query: ownLanguage('marketing events', 'type:newsletter'),
    },
    sorting: { type: 'MarketingEventSortKeys', keys: ['ID', 'STARTED_AT'], by: 'STARTED_AT', reverse: true },
    limit: { default: 25, maximum: 250 },
    examples: [{ title: 'All', input: {} }],
  }),
})
