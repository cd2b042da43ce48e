import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { flag, id, text, type Field } from '../admin/field.ts'
import { googleForm } from '../admin/filter-form.ts'
import { alphaPath, propertyField } from '../admin/places.ts'
import { list as listOf, record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const expression: Field<unknown> = {
  wire: Type.Unknown(),
  output: Type.Unknown({ description: `What traffic belongs to it, ${googleForm}.` }),
  read: (value) => value ?? null,
}

const ChannelGroup = record({
  id: id('Id of the channel group within its property.'),
  displayName: text('Its name.'),
  description: text('What it is for; empty where nobody wrote it.'),
  primary: flag('Whether reports use it as the default.'),
  systemDefined: flag('Whether it is Google’s own.'),
  groupingRule: listOf(
    record({ displayName: text('Name of the channel.'), expression }),
    'Its channels. Traffic belongs to the first one that fits.',
  ),
})

const ChannelGroups = listed('channelGroups', ChannelGroup)

const channel = (displayName: string) => ({
  displayName,
  expression: {
    andGroup: {
      filterExpressions: [
        {
          orGroup: {
            filterExpressions: [
              {
                filter: {
                  fieldName: 'eachScopeDefaultChannelGroup',
                  inListFilter: { values: [displayName] },
                },
              },
            ],
          },
        },
      ],
    },
  },
})

export const list = defineOperation(vendor, {
  title: 'List channel groups',
  description:
    'How a property sorts traffic into channels such as Organic Search: the rules of Google’s default group and of the property’s own, a page at a time.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: ChannelGroups.output,
  cache: settingsCache,
  examples: [
    {
      title: 'The first one',
      input: { property: '311111111', pageSize: 1 },
      output: {
        items: [
          {
            id: '9100000001',
            displayName: 'Default channel group',
            description: '',
            primary: true,
            systemDefined: true,
            groupingRule: [channel('AI Assistant'), channel('Organic Search')],
          },
        ],
      },
    },
  ],
  run: (context) => ChannelGroups.ask(context, { path: alphaPath(context, 'channelGroups') }),
})
