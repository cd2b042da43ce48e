import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, NullableText, nullable, oneOf, Timestamp } from '../fields.ts'
import { jobId } from '../records/collection.ts'
import { longNumber } from '../records/customer.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

const Theme = record({
  id: Type.String(),
  name: Type.String(),
  role: Type.String({ description: 'MAIN is what visitors see; others wait or are tried out.' }),
  processing: Type.Boolean({ description: 'Whether Shopify is still copying it.' }),
  processingFailed: Type.Boolean(),
  themeStoreId: nullable(Type.Integer()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

const ThemeFile = record({
  filename: Type.String({ description: 'Such as templates/index.json.' }),
  contentType: Type.String(),
  size: at('size', longNumber('Bytes.')),
  checksum: at('checksumMd5', NullableText),
  text: at('body<OnlineStoreThemeFileBodyText>?.content', Type.String({ description: 'Of a text file.' })),
  base64: at(
    'body<OnlineStoreThemeFileBodyBase64>?.contentBase64',
    Type.String({ description: 'Of others.' }),
  ),
  url: at('body<OnlineStoreThemeFileBodyUrl>?.url', Type.String({ description: 'Of large ones.' })),
  updatedAt: Timestamp,
})

const filename = Type.String({ minLength: 3, maxLength: 255, description: 'Such as templates/index.json.' })
const main = 'gid://shopify/OnlineStoreTheme/1550000001001'

export const themes = group('themes', {
  list: search({
    title: 'List themes',
    description: 'The themes of the online store, a page at a time.',
    scopes: ['read_themes'],
    connection: 'themes',
    item: Theme,
    more: {
      roles: {
        type: '[ThemeRole!]',
        schema: Type.Optional(
          Type.Array(oneOf(['MAIN', 'UNPUBLISHED', 'DEVELOPMENT', 'DEMO', 'LOCKED', 'ARCHIVED'], 'A role.'), {
            minItems: 1,
            maxItems: 6,
            description: 'Only themes in these roles.',
          }),
        ),
      },
    },
    examples: [{ title: 'What visitors see', input: { roles: ['MAIN'] } }],
  }),
  files: search({
    title: 'Read files of a theme',
    description:
      'Files of a theme with their content, a page at a time. Name the files that you need: themes are large.',
    scopes: ['read_themes'],
    of: { field: 'theme', input: 'themeId', types: ['OnlineStoreTheme'] },
    connection: 'files',
    item: ThemeFile,
    more: {
      filenames: {
        type: '[String!]',
        schema: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
            minItems: 1,
            maxItems: 50,
            description: 'Names of files; * stands for anything, such as templates/*.',
          }),
        ),
      },
    },
    limit: { default: 50, maximum: 250 },
    examples: [{ title: 'Templates', input: { themeId: main, filenames: ['templates/*'] } }],
  }),
  files_upsert: mutation({
    title: 'Write files of a theme',
    description:
      'Creates or overwrites files of a theme, up to 50 at once. Visitors see the change of a MAIN theme at once. Apps need an exemption of Shopify for it beside the scope.',
    effect: 'destructive',
    scopes: ['write_themes'],
    root: 'themeFilesUpsert',
    takes: { themeId: 'ID!', files: '[OnlineStoreThemeFilesUpsertFileInput!]!' },
    input: Type.Object({
      themeId: gid('OnlineStoreTheme'),
      files: Type.Array(
        Type.Object({
          filename,
          body: Type.Object({
            type: oneOf(
              ['TEXT', 'BASE64', 'URL'],
              'What `value` is: the content, or from where it is copied.',
            ),
            value: Type.String({ maxLength: 1_048_576 }),
          }),
        }),
        { minItems: 1, maxItems: 50, description: 'What is written.' },
      ),
    }),
    answer: record({
      files: at('upsertedThemeFiles?', list(record({ filename: Type.String() }))),
      jobId,
    }),
    examples: [
      {
        title: 'A template',
        input: {
          themeId: main,
          files: [
            {
              filename: 'templates/page.sizes.json',
              body: { type: 'TEXT', value: '{"sections":{},"order":[]}' },
            },
          ],
        },
      },
    ],
  }),
})
