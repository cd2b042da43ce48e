import { Type } from '@patchbay/contract'
import { from, ownLanguage, text, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, oneOf } from '../fields.ts'
import { File, StagedTarget } from '../records/file.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

const scopes = ['write_files']
const id = gid('(MediaImage|GenericFile|Video|ExternalVideo|Model3d)', 'Global id of a file.')
const logo = 'gid://shopify/MediaImage/3200000001001'

const alt = Type.Optional(Type.String({ maxLength: 512, description: 'What it shows, in words.' }))
const source = Type.String({
  pattern: '^https://',
  maxLength: 2_048,
  description: 'From where Shopify copies it: any public address, or `resourceUrl` of files.staged_uploads.',
})
const filename = Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'With its ending.' }))
const written = record({ items: at('files?', list(File)) })

export const files = group('files', {
  search: search({
    title: 'Search files',
    description: 'Files of the shop that match all given filters, newest first, a page at a time.',
    scopes: ['read_files'],
    connection: 'files',
    item: File,
    filters: {
      text: text('Words that must occur in the name or alternative text.'),
      mediaType: word(
        'media_type',
        ['IMAGE', 'VIDEO', 'EXTERNAL_VIDEO', 'GENERIC_FILE', 'MODEL_3D'],
        'What it is.',
      ),
      status: word('status', ['UPLOADED', 'PROCESSING', 'READY', 'FAILED'], 'How far it is.'),
      createdSince: from('created_at', 'Only those made then or later.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('files', 'used_in:product'),
    },
    sorting: {
      type: 'FileSortKeys',
      keys: ['CREATED_AT', 'FILENAME', 'ID', 'ORIGINAL_UPLOAD_SIZE', 'UPDATED_AT'],
      by: 'CREATED_AT',
      reverse: true,
    },
    examples: [{ title: 'Images', input: { mediaType: 'IMAGE' } }],
  }),
  create: mutation({
    title: 'Add files',
    description:
      'Has Shopify copy files into the shop. It does so in the background: look with files.search until `status` is READY or FAILED.',
    effect: 'write',
    scopes,
    root: 'fileCreate',
    takes: { files: '[FileCreateInput!]!' },
    input: Type.Object({
      files: Type.Array(
        Type.Object({
          originalSource: source,
          alt,
          filename,
          contentType: Type.Optional(
            oneOf(
              ['IMAGE', 'VIDEO', 'EXTERNAL_VIDEO', 'MODEL_3D', 'FILE'],
              'Default: what the file says it is.',
            ),
          ),
          duplicateResolutionMode: Type.Optional(
            oneOf(['APPEND_UUID', 'RAISE_ERROR', 'REPLACE'], 'What happens if the name is taken.'),
          ),
        }),
        { minItems: 1, maxItems: 250, description: 'What is added.' },
      ),
    }),
    answer: written,
    examples: [
      {
        title: 'An image',
        input: {
          files: [{ originalSource: 'https://cdn.example/snow.jpg', alt: 'Snow', contentType: 'IMAGE' }],
        },
      },
    ],
  }),
  update: mutation({
    title: 'Update files',
    description:
      'Sets names, alternative texts and contents of files that are READY, and which products show them.',
    effect: 'idempotent',
    scopes,
    root: 'fileUpdate',
    takes: { files: '[FileUpdateInput!]!' },
    input: Type.Object({
      files: Type.Array(
        Type.Object({
          id,
          alt,
          filename,
          originalSource: Type.Optional(source),
          referencesToAdd: Type.Optional(
            Type.Array(gid('Product'), { maxItems: 250, description: 'Products that show it from now on.' }),
          ),
          referencesToRemove: Type.Optional(
            Type.Array(gid('Product'), { maxItems: 250, description: 'Products that no longer do.' }),
          ),
        }),
        { minItems: 1, maxItems: 250, description: 'What is changed.' },
      ),
    }),
    answer: written,
    invalidates: ['files', 'products'],
    examples: [{ title: 'Alternative text', input: { files: [{ id: logo, alt: 'The logo of the shop' }] } }],
  }),
  delete: mutation({
    title: 'Delete files',
    description: 'Deletes files for good, wherever they are shown. If one does not exist, none is deleted.',
    effect: 'destructive',
    scopes,
    root: 'fileDelete',
    takes: { fileIds: '[ID!]!' },
    input: Type.Object({
      ids: Type.Array(id, { minItems: 1, maxItems: 250, description: 'What is deleted.' }),
    }),
    places: { ids: '$fileIds' },
    answer: record({ ids: at('deletedFileIds?', Type.Array(Type.String())) }),
    invalidates: ['files', 'products'],
    examples: [{ title: 'One', input: { ids: [logo] } }],
  }),
  staged_uploads: mutation({
    title: 'Prepare uploads',
    description:
      'Where to send files that have no public address, before files.create names them. Send each as multipart/form-data with the parameters first and the file last.',
    effect: 'idempotent',
    root: 'stagedUploadsCreate',
    takes: { input: '[StagedUploadInput!]!' },
    input: Type.Object({
      files: Type.Array(
        Type.Object({
          filename: Type.String({ minLength: 1, maxLength: 255, description: 'With its ending.' }),
          mimeType: Type.String({ minLength: 3, maxLength: 127, description: 'Such as image/jpeg.' }),
          resource: oneOf(
            [
              'BULK_MUTATION_VARIABLES',
              'COLLECTION_IMAGE',
              'FILE',
              'IMAGE',
              'MODEL_3D',
              'PRODUCT_IMAGE',
              'RETURN_LABEL',
              'SHOP_IMAGE',
              'URL_REDIRECT_IMPORT',
              'VIDEO',
            ],
            'What it will be.',
          ),
          fileSize: Type.Optional(
            Type.String({
              pattern: '^[0-9]{1,12}$',
              description: 'Bytes, as text. Needed for VIDEO and MODEL_3D.',
            }),
          ),
          httpMethod: Type.Optional(oneOf(['POST', 'PUT'], 'How it will be sent. Default: PUT.')),
        }),
        { minItems: 1, maxItems: 100, description: 'What will be sent.' },
      ),
    }),
    places: { files: '$input' },
    answer: record({ items: at('stagedTargets?', list(StagedTarget)) }),
    hasCodes: false,
    invalidates: [],
    examples: [
      {
        title: 'An image',
        input: {
          files: [{ filename: 'snow.jpg', mimeType: 'image/jpeg', resource: 'IMAGE', httpMethod: 'POST' }],
        },
      },
    ],
  }),
})
