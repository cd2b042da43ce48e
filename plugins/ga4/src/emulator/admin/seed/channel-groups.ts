import type { Resource } from '../call.ts'

const garden = 'properties/311111111'

/** A rule of one condition, in the nesting that Google wants. */
const rule = (displayName: string, filter: Resource): Resource => ({
  displayName,
  expression: {
    andGroup: { filterExpressions: [{ orGroup: { filterExpressions: [{ filter }] } }] },
  },
})

const contains = (fieldName: string, value: string): Resource => ({
  fieldName,
  stringFilter: { matchType: 'CONTAINS', value },
})

export const channelGroups: readonly Resource[] = [
  {
    name: `${garden}/channelGroups/9100000001`,
    displayName: 'Default channel group',
    primary: true,
    systemDefined: true,
    groupingRule: [
      rule('AI Assistant', {
        fieldName: 'eachScopeDefaultChannelGroup',
        inListFilter: { values: ['AI Assistant'] },
      }),
      rule('Organic Search', {
        fieldName: 'eachScopeDefaultChannelGroup',
        inListFilter: { values: ['Organic Search'] },
      }),
    ],
  },
  {
    name: `${garden}/channelGroups/9100000002`,
    displayName: 'Garden clubs',
    description: 'Traffic from clubs apart',
    groupingRule: [rule('Clubs', contains('eachScopeSource', 'gardenclub'))],
  },
]
